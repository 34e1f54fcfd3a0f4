import fs from 'node:fs';
import path from 'node:path';
import { repo } from './repo';

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

type Icon = string | { readonly light: string; readonly dark: string };

/** What the tests read of package.json. */
export interface Manifest {
  readonly icon?: string;
  readonly activationEvents?: readonly string[];
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string | boolean;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly icon?: Icon;
    }[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
    readonly submenus?: readonly { readonly id: string }[];
    readonly keybindings?: readonly {
      readonly command: string;
      readonly when?: string;
      readonly args?: Readonly<Record<string, unknown>>;
    }[];
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly icon?: Icon }[]>
    >;
    readonly viewsContainers: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome?: readonly { readonly view: string; readonly when?: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    };
  };
}

export const manifest = readJson('package.json') as Manifest;

export function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(repo, file), 'utf8'));
}

export function readTexts(file: string): Readonly<Record<string, string>> {
  return readJson(file) as Record<string, string>;
}

/** The numbers of a text's placeholders, `{0}` and the like, each once. */
export function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}
