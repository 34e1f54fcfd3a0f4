import assert from 'node:assert/strict';
import { withOption } from '../../../../src/docker/run/edit';
import { unpublished } from '../../../../src/docker/run/exposure';
import { formatRun } from '../../../../src/docker/run/format';
import { unmounted } from '../../../../src/docker/run/imageVolumes';
import { misplacedFlag } from '../../../../src/docker/run/misplacedFlag';
import { withFlagsMoved } from '../../../../src/docker/run/movedFlags';
import { parseRun } from '../../../../src/docker/run/parse';
import {
  addressMisfit,
  linkedNames,
  namesOf,
  reachedNames,
  userNetworksOf,
} from '../../../../src/docker/run/reachedBy';
import type { RunSpec } from '../../../../src/docker/run/spec';

const run = (line: string): RunSpec => parseRun(`docker run ${line}`).spec;

describe('a run beside what is known of its image and networks', () => {
  it('leaves exposed ports unpublished', () => {
    const image = ['80/tcp', '443/tcp', '53/udp'];
    assert.deepEqual(unpublished(run('-p 80 -p 53:53 --expose 9000-9001 x'), image), [
      '443/tcp',
      '53/udp',
      '9000/tcp',
      '9001/tcp',
    ]);
    assert.deepEqual(unpublished(run('x'), []), []);
  });

  it('leaves volumes of the image unmounted', () => {
    const spec = run('-v a1:/data/ --mount type=tmpfs,target=/b --tmpfs /c:size=1m -v /d x');
    assert.deepEqual(unmounted(spec, ['/data', '/b', '/c', '/d', '/e']), ['/e']);
  });

  it('is reached by names on networks of the user only', () => {
    assert.deepEqual(namesOf(run('--name a --network-alias b x')), []);
    assert.deepEqual(namesOf(run('--name a --network host x')), []);
    assert.deepEqual(namesOf(run('--name a --network-alias b --network n x')), ['a', 'b']);
    assert.deepEqual(namesOf(run('--network name=n,alias=c x')), ['c']);
  });

  it('reaches by names whoever runs in a network of the user', () => {
    const peers = [
      { name: 'shop-db-1', aliases: ['db', 'database'] },
      { name: 'web', aliases: [] },
    ];
    const reached = (line: string, network = 'n') => reachedNames(run(line), network, peers);
    assert.deepEqual(reached('--network n x'), ['shop-db-1 (db, database)', 'web']);
    assert.deepEqual(reached('--name web --network n x'), ['shop-db-1 (db, database)'], 'itself');
    const linked = '--network n --network m --link web:www --link db --link old: x';
    assert.deepEqual(linkedNames(run(linked)), ['www', 'db', 'old']);
    assert.deepEqual(reached(linked), ['shop-db-1 (db, database)', 'web', 'www', 'old']);
    assert.deepEqual(reached(linked, 'm'), ['shop-db-1 (db, database)', 'web']);
  });

  it('knows which of its networks are the user’s', () => {
    const line =
      '--network bridge --network n --network name=m,alias=a --network n --network host x';
    assert.deepEqual(userNetworksOf(run(line)), ['n', 'm']);
    assert.deepEqual(userNetworksOf(run('--network container:n x')), []);
    assert.deepEqual(userNetworksOf(run('x')), []);
  });

  it('asks for addresses that it cannot have', () => {
    const network = { subnets: ['10.1.0.0/16', 'fd00::/64'], taken: ['10.1.0.5', '10.1.0.6/16'] };
    const misfits = [
      '10.1.0.5',
      '10.1.0.6',
      '10.1.0.7',
      '10.2.0.1',
      'fd00:0::1',
      'fe80::1',
      '10.',
      '',
    ];
    assert.deepEqual(
      misfits.map(text => addressMisfit(text, network)),
      ['taken', 'taken', undefined, 'outside', undefined, 'outside', undefined, undefined],
    );
    assert.equal(addressMisfit('1.2.3.4', { subnets: [], taken: [] }), undefined);
  });

  it('has flags behind the image that were meant to be before', () => {
    const firsts = ['-p', '-p80:80', '--name=x', '--rm', '--no-such', '-z', 'sh', '', '-'];
    assert.deepEqual(
      firsts.filter(first => misplacedFlag([first, '80']) !== undefined),
      ['-p', '-p80:80', '--name=x', '--rm'],
    );
  });

  it('has no misplaced flag where the program is likely to mean its own', () => {
    const own = [
      '--help',
      '-q',
      '-c id',
      '-v',
      '-e x.js',
      '-m http.server',
      '-h localhost',
      '-u x.py',
    ];
    assert.deepEqual(
      own.filter(line => misplacedFlag(line.split(' '))),
      [],
    );
    const code = (line: string) => parseRun(line).problems.map(problem => problem.code);
    assert.deepEqual(code('docker run nginx -p 80:80'), ['command.flag']);
    assert.deepEqual(code('docker run --entrypoint sh nginx -it'), []);
  });

  it('gets the flags behind the image before it, and keeps the program', () => {
    const moved = (line: string) => formatRun(withFlagsMoved(run(line)), 'bash');
    assert.equal(
      moved('-p 1:1 ubuntu -it -p 80:80 --name=web --wat bash -c "a b"'),
      "docker run --wat -it -p 1:1 -p 80:80 --name web ubuntu bash -c 'a b'",
    );
    assert.equal(moved('nginx -d'), 'docker run -d nginx');
  });

  it('is edited option by option', () => {
    const spec = run('--rm --name a x');
    const edited = withOption(withOption(spec, 'rm', undefined), 'name', 'b');
    assert.deepEqual(edited.options, { name: 'b' });
    assert.deepEqual(Object.keys(withOption(spec, 'rm', false).options), ['rm', 'name']);
    assert.deepEqual(withOption(spec, 'env', []).options, spec.options);
  });
});
