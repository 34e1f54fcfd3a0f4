import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileJournal } from '../../../src/engine/recreate/fileJournal';
import type { LiveEntry, SwapEntry } from '../../../src/engine/recreate/journal';

const entry = (id: string): SwapEntry => ({
  id,
  host: 'engine',
  phase: 'swapping',
  step: 'create',
  members: [
    {
      oldId: 'a',
      name: 'web',
      finalName: 'web',
      newName: 'n',
      oldName: 'o',
      was: 'running',
      restart: { Name: 'no' },
    },
  ],
});

const live: LiveEntry = {
  id: '00000004',
  host: 'engine',
  phase: 'changing',
  step: 'rename',
  containerId: 'a',
  before: { name: 'web', endpoints: { front: { Aliases: ['www'] } } },
  after: { name: 'web-b', endpoints: {} },
  limits: { Memory: 0 },
};

describe('a journal of changes in a folder', () => {
  let folder = '';
  const id = '0a1b2c3d';

  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-journal-')), 'changes');
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

  it('reads what another wrote, and forgets what is cleared', async () => {
    const journal = new FileJournal(folder);
    assert.deepEqual(await journal.read(), []);
    await journal.write(entry(id));
    const later = { ...entry(id), phase: 'swapped' } as const;
    await journal.write(later);
    await journal.write(entry('00000001'));
    assert.deepEqual(await new FileJournal(folder).read(), [entry('00000001'), later]);
    await journal.clear(id);
    assert.deepEqual(await new FileJournal(folder).read(), [entry('00000001')]);
    await journal.write(live);
    assert.deepEqual(await new FileJournal(folder).read(), [entry('00000001'), live]);
    await journal.clear('00000001');
    await journal.clear(live.id);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('takes no notice of what is none of its own, or is damaged', async () => {
    const journal = new FileJournal(folder);
    await journal.write(entry(id));
    const file = path.join(folder, `${id}.json`);
    assert.equal(fs.statSync(file).mode & 0o077, 0, 'for the user alone');
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(path.join(folder, '00000001.json'), text.slice(0, 40));
    fs.writeFileSync(path.join(folder, '00000002.json'), text);
    fs.writeFileSync(path.join(folder, '00000003.json'), '{"id":"00000003","members":[null]}');
    const half = { ...live, before: { name: 'web' } };
    fs.writeFileSync(path.join(folder, `${live.id}.json`), JSON.stringify(half));
    fs.writeFileSync(path.join(folder, `${id}.json.ffffffff`), 'a draft that was cut off');
    assert.deepEqual(await journal.read(), [entry(id)]);
  });

  it('sweeps what the killed left, after a day', async () => {
    const journal = new FileJournal(folder);
    await journal.write(entry(id));
    const draft = `${id}.json.ffffffff`;
    for (const name of [draft, '00000001.0.lock', `${id}.0.lock`]) {
      fs.writeFileSync(path.join(folder, name), '{}');
    }
    await journal.read();
    assert.equal(fs.readdirSync(folder).length, 4);
    const before = Date.now() / 1000 - 90_000;
    for (const name of fs.readdirSync(folder))
      fs.utimesSync(path.join(folder, name), before, before);
    await journal.read();
    assert.deepEqual(fs.readdirSync(folder).sort(), [`${id}.0.lock`, `${id}.json`]);
  });

  it('tells its own failures apart from those of an engine', async () => {
    fs.writeFileSync(folder, 'no folder');
    const journal = new FileJournal(folder);
    await assert.rejects(journal.write(entry(id)), { kind: 'server', code: 'journal' });
  });

  it('has one owner a swap', async () => {
    const [one, other] = [new FileJournal(folder), new FileJournal(folder)];
    assert.equal(await one.claim(id), true);
    assert.equal(await one.claim(id), false, 'not twice in one window either');
    assert.equal(await other.claim(id), false);
    assert.equal(await other.claim('00000001'), true);
    await one.release(id);
    assert.equal(await other.claim(id), true);
    await other.release(id);
    await other.release('00000001');
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('has the next owner once the last is killed, and only one', async function () {
    this.timeout(20_000);
    const child = spawn(process.execPath, [
      path.join(__dirname, '../../lib/claimChild.js'),
      folder,
      id,
    ]);
    const [said] = await once(child.stdout, 'data');
    assert.equal(String(said), 'mine');
    const all = Array.from({ length: 30 }, () => new FileJournal(folder));
    const first = await Promise.all(all.map(journal => journal.claim(id)));
    assert.deepEqual(new Set(first), new Set([false]));
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (let round = 0; round < 20; round++) {
      const owners = all.filter(() => true);
      const claims = await Promise.all(owners.map(journal => journal.claim(id)));
      assert.ok(claims.filter(Boolean).length <= 1, 'more than one');
      await Promise.all(owners.filter((_, at) => claims[at]).map(journal => journal.release(id)));
    }
    assert.equal(await all[0]?.claim(id), true);
    await all[0]?.clear(id);
    await all[0]?.release(id);
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});
