import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../errors';
import type { Journal, JournalEntry } from './journal';
import { readEntry } from './journalEntry';
import { Ownership } from './ownership';

const dayMs = 24 * 60 * 60_000;

/** A journal on the disk, a small file a change, for all windows of a user together. */
export class FileJournal implements Journal {
  readonly #ownership: Ownership;

  constructor(private readonly folder: string) {
    this.#ownership = new Ownership(folder);
  }

  /** Whole or not at all, also where the power goes off. */
  write(entry: JournalEntry): Promise<void> {
    return told(async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const file = this.#file(entry.id);
      const draft = `${file}.${randomBytes(4).toString('hex')}`;
      try {
        const handle = await open(draft, 'wx', 0o600);
        try {
          await handle.writeFile(JSON.stringify(entry));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await this.#syncFolder();
    });
  }

  clear(id: string): Promise<void> {
    return told(async () => {
      await rm(this.#file(id), { force: true });
      await this.#ownership.forget(id);
    });
  }

  read(): Promise<readonly JournalEntry[]> {
    return told(async () => {
      const names = await readdir(this.folder).catch(absent);
      await this.#sweep(names);
      const all: JournalEntry[] = [];
      for (const name of names.filter(name => /^[0-9a-f]{8}\.json$/.test(name)).sort()) {
        const entry = readEntry(await readFile(path.join(this.folder, name), 'utf8').catch(absent));
        if (entry && `${entry.id}.json` === name) all.push(entry);
      }
      return all;
    });
  }

  claim(id: string): Promise<boolean> {
    return told(() => this.#ownership.claim(id));
  }

  release(id: string): Promise<void> {
    return told(() => this.#ownership.release(id));
  }

  #file(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }

  /** What the killed left half begun; after a day nobody is at it any more. */
  async #sweep(names: readonly string[]): Promise<void> {
    for (const name of names.filter(name => !name.endsWith('.json'))) {
      if (names.includes(`${name.slice(0, 8)}.json`) && name.endsWith('.lock')) continue;
      const file = path.join(this.folder, name);
      const found = await stat(file).catch(() => undefined); // gone meanwhile
      if (found && Date.now() - found.mtimeMs > dayMs) await rm(file, { force: true });
    }
  }

  /** So that the new name is kept, too. Windows does that by itself, and opens no folders. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await open(this.folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}

/** What goes wrong here is not the engine's doing, though its kinds have the same codes. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError('server', message, undefined, 'journal');
  }
}

/** @throws where it is there and cannot be read */
function absent(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
