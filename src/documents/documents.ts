import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import { shortId } from '../docker/shortId';
import { EngineError } from '../engine/errors';
import type { Hosts } from '../model/hosts';
import { parseKey, type ResourceKey } from '../model/key';
import { withProgress } from '../ui/progress';
import { fileName } from './fileName';
import { FixedDocuments } from './fixed';
import { InspectDocuments } from './inspect';
import { mostLines, readLogsText } from './logs';

/** Read-only documents that follow what they show. */
export class Documents implements vscode.Disposable {
  readonly #inspected: InspectDocuments;
  readonly #logs = new FixedDocuments('slipway-logs');
  readonly #texts = new FixedDocuments('slipway-text');

  constructor(readonly hosts: Hosts) {
    this.#inspected = new InspectDocuments(hosts);
  }

  /** How many documents are followed now. */
  get count(): number {
    return this.#inspected.count;
  }

  /**
   * What the engine tells of a thing, as JSON that follows it; says so when it is gone.
   *
   * @param label how it is called on the tab; without it, by its name
   * @throws {EngineError} `notFound`, or of a connection kind
   */
  inspect(key: string, label?: string): Promise<vscode.TextEditor> {
    return this.#inspected.show(key, label ?? this.#nameOf(key));
  }

  /**
   * The end of a container's logs as they are now.
   *
   * @throws {EngineError} also `cancelled`; an error in words where there are none to read
   */
  async logs(key: string): Promise<vscode.TextEditor> {
    const found = this.hosts.find('container', key);
    if (!found) throw new EngineError('notFound', key);
    const { host, record } = found;
    const title = vscode.l10n.t('Reading the logs of {0}', plain(record.name));
    const { lines, cut } = await withProgress(title, (report, signal) => {
      const told = (count: number): void =>
        report(vscode.l10n.t('Lines: {0}', count.toLocaleString()));
      return readLogsText(host.engine, record.id, told, signal);
    });
    const head = cut
      ? [
          vscode.l10n.t(
            '… older lines are left out: a document shows {0} at most.',
            mostLines.toLocaleString(),
          ),
        ]
      : [];
    const text = `${[...head, ...lines].join('\n')}\n`;
    return this.#logs.show(fileName(record.name, 'log'), key, 'log', text);
  }

  /**
   * Any other text.
   *
   * @param name a file's name, which the tab shows; may come from outside
   * @param language as the editor names it
   */
  show(name: string, language: string, text: string): Promise<vscode.TextEditor> {
    const [, base = name, extension = 'txt'] = /^(.*)\.(\w+)$/s.exec(name) ?? [];
    return this.#texts.show(fileName(base, extension), name, language, text);
  }

  dispose(): void {
    this.#inspected.dispose();
    this.#logs.dispose();
    this.#texts.dispose();
  }

  #nameOf(key: string): string {
    const parsed: ResourceKey | undefined = parseKey(key);
    if (!parsed) return key;
    const { kind, id } = parsed;
    const record = this.hosts.find(kind, key)?.record;
    if (record && 'name' in record) return record.name;
    return (record && 'tags' in record && record.tags[0]) || shortId(id);
  }
}
