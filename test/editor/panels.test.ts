import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Host } from '../../src/model/host';
import { Hosts } from '../../src/model/hosts';
import { pageHtml, pageRoots } from '../../src/panels/pageHtml';
import { type Page, PagePanels } from '../../src/panels/panel';
import type { Protocol } from '../../src/protocol/protocol';
import { EventLog } from '../../src/ui/eventLog';
import { endpointAt } from '../lib/endpointAt';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { testEngine, withContainer } from '../lib/testEngine';
import { extensionUnderTest, until } from './extensionApi';

interface TrialProtocol extends Protocol {
  state: number;
  requests: { double(value: number): number };
}

/** Counts what its panels do; the subject `gone` is one that is no longer there. */
class Trial implements Page<TrialProtocol> {
  readonly name = 'trial';
  readonly styles = [];
  served = 0;
  disposed = 0;

  title(subject: string): string {
    return `Trial ${subject}`;
  }

  serve(subject: string, show: (state: number) => void) {
    if (subject === 'gone') return undefined;
    this.served++;
    show(1);
    const dispose = (): void => void this.disposed++;
    return { handlers: { double: (value: number) => value * 2 }, dispose };
  }
}

const tabs = (title: string): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(tab => tab.input instanceof vscode.TabInputWebview && tab.label === title);

describe('panels', () => {
  let extensionUri: vscode.Uri;
  let log: vscode.LogOutputChannel;

  before(async () => {
    const { app } = await extensionUnderTest();
    log = app.log;
    extensionUri = vscode.extensions.getExtension('slipway.slipway')?.extensionUri ?? extensionUri;
  });

  it('open once for each subject, and end what feeds them when they are closed', async () => {
    const trial = new Trial();
    const panels = new PagePanels(trial, extensionUri, log);
    try {
      panels.show('a');
      panels.show('b');
      panels.show('a');
      await until('two tabs', () => tabs('Trial a').length === 1 && tabs('Trial b').length === 1);
      assert.equal(trial.served, 2);
      await vscode.window.tabGroups.close(tabs('Trial a'));
      await until('a is ended', () => trial.disposed === 1);
      panels.show('a');
      assert.equal(trial.served, 3);
    } finally {
      panels.dispose();
    }
    await until('all ended', () => trial.disposed === 3 && tabs('Trial a').length === 0);
  });

  it('do not stay open for what is gone', async () => {
    const panels = new PagePanels(new Trial(), extensionUri, log);
    try {
      panels.show('gone');
      await until('no tab', () => tabs('Trial gone').length === 0);
    } finally {
      panels.dispose();
    }
  });

  it('let nothing in but our script and style sheets', () => {
    const panel = vscode.window.createWebviewPanel('slipway.html', 'html', -1, {});
    try {
      const html = (): string =>
        pageHtml(panel.webview, extensionUri, { name: 'system', styles: ['system'] });
      const first = html();
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(first)?.[1] ?? '';
      assert.match(policy, /^default-src 'none'; script-src 'nonce-[\w-]{22}'; style-src \S/);
      assert.doesNotMatch(policy, /unsafe|\*(?!\.)/);
      assert.doesNotMatch(first, /\s(?:style|on\w+)=|<style/);
      const nonce = /nonce-([\w-]+)/.exec(first)?.[1] ?? '';
      assert.ok(first.includes(`nonce="${nonce}"`));
      assert.ok(!html().includes(nonce), 'the nonce is used twice');
    } finally {
      panel.dispose();
    }
    const roots = pageRoots(extensionUri).map(root => root.path.slice(extensionUri.path.length));
    assert.deepEqual(roots, ['/dist/webviews', '/media']);
  });

  it('show the engine by a command, once', async () => {
    await vscode.commands.executeCommand('slipway.system.info');
    await vscode.commands.executeCommand('slipway.system.info');
    const title = vscode.env.language.startsWith('zh') ? 'Docker 引擎' : 'Docker Engine';
    await until('its tab', () => tabs(title).length === 1);
    await vscode.window.tabGroups.close(tabs(title));
    await until('no tab', () => tabs(title).length === 0);
  });
});

describe('the log of events', () => {
  const { socket, docker } = testEngine();
  let proxy: FaultProxy;
  let host: Host;
  let hosts: Hosts;
  let events: EventLog;

  beforeEach(async () => {
    proxy = await faultProxy(socket);
    const endpoint = endpointAt(proxy.socket);
    host = new Host('trial', async () => endpoint, { firstWaitMs: 100 });
    hosts = new Hosts([host]);
    events = new EventLog(hosts);
  });

  afterEach(async () => {
    events.dispose();
    hosts.dispose();
    await proxy.close();
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  /** What its channel shows. Of two channels of this name it is the one last shown. */
  const lines = (): readonly string[] => {
    const shown = vscode.workspace.textDocuments.filter(d => d.uri.scheme === 'output');
    return shown.flatMap(document => document.getText().split('\n'));
  };
  const count = (action: string, name: string): number =>
    lines().filter(line => line.includes(`  ${action}`) && line.includes(`  ${name}`)).length;

  it('tells what has just happened and what happens, each once, over one stream', async () => {
    await withContainer(docker, { name: 'slipway-test-events' }, async id => {
      await events.show();
      await until('its start', () => count('start', 'slipway-test-events') === 1);
      await docker.getContainer(id).pause();
      await until('the pause', () => count('pause', 'slipway-test-events') === 1);
      await docker.getContainer(id).unpause();
      await until('the end of it', () => count('unpause', 'slipway-test-events') === 1);
      assert.equal(count('start', 'slipway-test-events'), 1);
      const asked = proxy.requests.filter(request => request.includes('/events'));
      assert.equal(asked.filter(request => request.includes('until=')).length, 1);
      assert.equal(asked.length, 2);
    });
  });

  it('tells that the connection is lost and stands again, and no event twice', async () => {
    await withContainer(docker, { name: 'slipway-test-gap' }, async id => {
      await events.show();
      await docker.getContainer(id).pause();
      await until('the pause', () => count('pause', 'slipway-test-gap') === 1);
      const before = lines().length;
      proxy.resetAll();
      await until('both lines', () => lines().length >= before + 2);
      await docker.getContainer(id).unpause();
      await until('the end of it', () => count('unpause', 'slipway-test-gap') === 1);
      assert.equal(count('pause', 'slipway-test-gap'), 1);
    });
  });
});
