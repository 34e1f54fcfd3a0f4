import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { repo } from '../lib/repo';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const manifest = JSON.parse(fs.readFileSync(path.join(repo, 'package.json'), 'utf8')) as Manifest;

describe('the extension in the editor', () => {
  const extension = vscode.extensions.getExtension('slipway.slipway');

  it('is found, and activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers the commands it declares, and declares those it registers', async () => {
    const declared = manifest.contributes.commands.map(entry => entry.command).sort();
    const all = await vscode.commands.getCommands(true);
    // the editor makes its own for each view: slipway.containers.focus, .open, .removeView …
    const views = /^slipway\.(containers|images|volumes|networks)\./;
    const ours = all.filter(id => id.startsWith('slipway.') && !views.test(id)).sort();
    assert.deepEqual(ours, declared);
  });
});
