/**
 * The instruction of a Dockerfile behind what an image's history tells, in the words of the
 * classic builder (`/bin/sh -c #(nop)  CMD …`, `|1 A=b /bin/sh -c …`) or of BuildKit
 * (`RUN |1 A=b /bin/sh -c … # buildkit`). What neither made stays as it is.
 */
export function instructionOf(createdBy: string): string {
  const text = createdBy.trim();
  const nop = /^\/bin\/sh -c #\(nop\)\s*/.exec(text);
  if (nop) return text.slice(nop[0].length).trim();
  const bare = text.replace(/\s+# buildkit$/, '');
  const run = /^(?:RUN )?(?:\|\d+ (?:.*? )??)?\/bin\/sh -c (?=\S)/s.exec(bare);
  return run ? `RUN ${bare.slice(run[0].length).trim()}` : bare;
}
