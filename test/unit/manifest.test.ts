import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { manifest, readJson, readTexts } from '../lib/manifest';
import { repo } from '../lib/repo';

const { contributes } = manifest;
const commands = new Set(contributes.commands.map(entry => entry.command));
const views = new Set(Object.values(contributes.views).flatMap(list => list.map(view => view.id)));
const menuEntries = Object.values(contributes.menus).flat();
const isCommand = (id: string | undefined): id is string => id !== undefined;

describe('package.json', () => {
  it('starts nothing before a view, a command or a file needs it', () => {
    const eager = (manifest.activationEvents ?? []).filter(event => /^(\*|onStartup)/.test(event));
    assert.deepEqual(eager, []);
  });

  it('brings every page back after a reload of the window', () => {
    const pages = fs
      .readdirSync(path.join(repo, 'src/webviews'), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== 'lib')
      .map(({ name }) => `onWebviewPanel:slipway.${name}`);
    assert.deepEqual([...(manifest.activationEvents ?? [])].sort(), pages.sort());
  });

  it('runs where the workspace is, as the engine is there', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });

  it('names all its things slipway.…', () => {
    const containers = Object.values(contributes.viewsContainers).flatMap(list =>
      list.map(c => c.id),
    );
    const settings = Object.keys(contributes.configuration.properties);
    const submenus = (contributes.submenus ?? []).map(entry => entry.id);
    const all = [...commands, ...views, ...settings, ...submenus, ...containers];
    assert.deepEqual(
      all.filter(id => !/^slipway(\.[a-z]\w*)*$/.test(id)),
      [],
    );
  });

  it('declares each command once, with a title and the palette’s category', () => {
    assert.equal(commands.size, contributes.commands.length);
    const bare = contributes.commands.filter(entry => !entry.title || !entry.category);
    assert.deepEqual(bare, []);
  });

  it('declares the commands of its menus, keys and welcome texts', () => {
    const inMenus = menuEntries.map(entry => entry.command).filter(isCommand);
    const inKeys = (contributes.keybindings ?? []).map(entry => entry.command);
    const texts = JSON.stringify([
      readTexts('package.nls.json'),
      readTexts('package.nls.zh-cn.json'),
    ]);
    const inTexts = [...texts.matchAll(/\(command:(slipway[\w.]*)/g)].map(match => match[1]);
    const used = [...inMenus, ...inKeys, ...inTexts.filter(isCommand)];
    const missing = used.filter(
      id => id.startsWith('slipway.') && !commands.has(id) && !isOfAView(id),
    );
    assert.deepEqual([...new Set(missing)], []);
  });

  it('declares the submenus of its menus', () => {
    const declared = new Set((contributes.submenus ?? []).map(entry => entry.id));
    const used = menuEntries.map(entry => entry.submenu).filter(isCommand);
    assert.deepEqual(
      used.filter(id => !declared.has(id)),
      [],
    );
  });

  it('asks in its conditions only for views that it has, by patterns that can be read', () => {
    const welcomes = contributes.viewsWelcome ?? [];
    const all = [...menuEntries, ...(contributes.keybindings ?? []), ...welcomes];
    const conditions = all.map(entry => entry.when ?? '');
    for (const condition of conditions) {
      for (const [, id] of condition.matchAll(/\b(?:view|focusedView) == '?(slipway[\w.]*)/g)) {
        assert.ok(views.has(id ?? ''), condition);
      }
      for (const [, pattern] of condition.matchAll(/=~ \/(.*?)\/[a-z]*(?=\s|$|\))/g)) {
        assert.doesNotThrow(() => new RegExp(pattern ?? ''), condition);
      }
    }
    assert.deepEqual(
      welcomes.filter(entry => !views.has(entry.view)),
      [],
    );
  });

  it('asks in its conditions only for what the views tell', () => {
    const all = [...menuEntries, ...(contributes.viewsWelcome ?? [])].map(({ when }) => when ?? '');
    const keys = all.flatMap(when => [...when.matchAll(/slipway\.\w+s\.(\w+)/g)].map(m => m[1]));
    assert.deepEqual([...new Set(keys)].sort(), ['all', 'filtered', 'none']);
  });

  it('names in each key binding the view whose rows are meant', () => {
    for (const { when = '', args } of contributes.keybindings ?? []) {
      const kind = /focusedView == 'slipway\.(\w+)s'/.exec(when)?.[1];
      assert.equal(args?.['selection'], kind, when);
      const view = args?.['$treeViewId'];
      assert.ok(view === undefined || view === `slipway.${kind}s`, when);
    }
  });

  it('has the icons it names', () => {
    const commandIcons = contributes.commands.map(entry => entry.icon);
    const viewIcons = Object.values(contributes.views).flatMap(list => list.map(view => view.icon));
    const bars = Object.values(contributes.viewsContainers).flatMap(list => list.map(c => c.icon));
    const icons = [manifest.icon, ...commandIcons, ...viewIcons, ...bars].flatMap(icon =>
      typeof icon === 'object' ? [icon.light, icon.dark] : icon ? [icon] : [],
    );
    const files = icons.filter(icon => !icon.startsWith('$('));
    assert.deepEqual(
      files.filter(file => !fs.existsSync(path.join(repo, file))),
      [],
    );
    const broken = icons.filter(
      icon => icon.startsWith('$(') && !/^\$\([a-z][a-z0-9-]*\)$/.test(icon),
    );
    assert.deepEqual(broken, []);
  });
});

describe('settings', () => {
  const { properties } = contributes.configuration;
  const { restrictedConfigurations, supported } = manifest.capabilities.untrustedWorkspaces;

  it('that pick a host or run a program are of the machine, and restricted', () => {
    const names = Object.keys(properties);
    const sharp = names.filter(name =>
      /(host|path|program|executable|commandline|cli)$/i.test(name),
    );
    for (const name of sharp) assert.match(properties[name]?.scope ?? '', /^machine/, name);
    const ofMachine = names.filter(name => /^machine/.test(properties[name]?.scope ?? ''));
    assert.ok(ofMachine.includes('slipway.host'));
    assert.deepEqual([...restrictedConfigurations].sort(), ofMachine.sort());
    assert.equal(supported, 'limited');
  });

  it('have a scope', () => {
    const bare = Object.entries(properties).filter(([, setting]) => !setting.scope);
    assert.deepEqual(
      bare.map(([name]) => name),
      [],
    );
  });
});

describe('the texts of package.json', () => {
  const used = [...JSON.stringify(readJson('package.json')).matchAll(/"%([\w.-]+)%"/g)];
  const keys = [...new Set(used.map(match => match[1] ?? ''))].sort();

  for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
    it(`stand in ${file}, and no others`, () => {
      const texts = readTexts(file);
      assert.deepEqual(
        keys.filter(key => !texts[key]),
        [],
        'missing',
      );
      assert.deepEqual(
        Object.keys(texts).filter(key => !keys.includes(key)),
        [],
        'not used',
      );
    });
  }

  it('lead to the same commands and addresses in both languages', () => {
    const [english, chinese] = [readTexts('package.nls.json'), readTexts('package.nls.zh-cn.json')];
    const links = (text = ''): string[] => (text.match(/\((command|https?):[^)]*\)/g) ?? []).sort();
    for (const key of keys) assert.deepEqual(links(chinese[key]), links(english[key]), key);
  });
});

/** The editor makes these for each view. */
function isOfAView(id: string): boolean {
  return [...views].some(view => id.startsWith(`${view}.`));
}
