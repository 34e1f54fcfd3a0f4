import assert from 'node:assert/strict';
import {
  type ChangeFacts,
  type ChangePlan,
  type ChangeWish,
  planChange,
  type SwapPlan,
} from '../../../../src/docker/run/changePlan';
import { fromInspect } from '../../../../src/docker/run/create';
import type { InspectedContainer } from '../../../../src/docker/run/inspected';
import type { RunOptions } from '../../../../src/docker/run/spec';
import { facts, hash, image, web } from './changeValues';

function plan(
  options: Partial<RunOptions>,
  more: Partial<ChangeFacts> = {},
  wish: Partial<ChangeWish> = {},
): ChangePlan {
  const all = { ...facts, ...more };
  const spec = fromInspect(all.container, all.image);
  return planChange(all, { spec: { ...spec, options: { ...spec.options, ...options } }, ...wish });
}

function swapOf(...args: Parameters<typeof plan>): SwapPlan {
  const found = plan(...args);
  assert.equal(found.kind, 'swap', JSON.stringify(found));
  return found as SwapPlan;
}

function withHost(more: object, config: object = {}): InspectedContainer {
  return {
    ...web,
    HostConfig: { ...web.HostConfig, ...more },
    Config: { ...web.Config, ...config },
  };
}

const published = { publish: ['8080:80'] };

describe('the plan of a change', () => {
  it('is none where nothing differs, but for how it is looked at', () => {
    assert.deepEqual(plan({}), { kind: 'none' });
    assert.deepEqual(plan({ detach: true, pull: 'always' }), { kind: 'none' });
    assert.equal(plan({}, {}, { anew: true }).kind, 'swap');
    assert.deepEqual(plan({ memory: '65536k', interactive: false }), { kind: 'none' });
  });

  it('tells an entrypoint that is none from the one of the image', () => {
    const container = withHost({}, { Entrypoint: ['/init'] });
    const own = { Config: { ...image.Config, Entrypoint: ['/init'] } };
    assert.deepEqual(swapOf({ entrypoint: '' }, { container, image: own }).because, ['entrypoint']);
    assert.deepEqual(swapOf({ init: false }).because, ['init']);
  });

  it('changes live what the engine can', () => {
    const found = plan({ memory: '96m', 'pids-limit': '50', restart: 'on-failure:3', name: 'www' });
    assert.ok(found.kind === 'live');
    assert.deepEqual(found.live, {
      update: {
        Memory: 96 * 1024 * 1024,
        MemorySwap: 192 * 1024 * 1024,
        PidsLimit: 50,
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      },
      name: 'www',
      leaves: {},
      joins: {},
    });
    const { restart: _, ...options } = fromInspect(web, image).options;
    const spec = { ...fromInspect(web, image), options };
    const without = planChange(facts, { spec });
    assert.ok(without.kind === 'live');
    assert.deepEqual(without.live.update, { RestartPolicy: { Name: 'no' } });
  });

  it('swaps to lift a limit, which the engine cannot', () => {
    assert.deepEqual(swapOf({ memory: '' }).because, ['memory']);
    assert.deepEqual(swapOf({ memory: '0k' }).because, ['memory']);
    assert.equal(plan({ 'pids-limit': '' }).kind, 'none');
  });

  it('joins and leaves networks live, and keeps the first', () => {
    const [first = '', second = ''] = fromInspect(web, image).options.network ?? [];
    const joined = plan({ network: [first, second, 'name=third,alias=x'] });
    assert.ok(joined.kind === 'live');
    assert.deepEqual(joined.live.joins, { third: { Aliases: ['x'] } });
    assert.deepEqual(joined.live.leaves, {});
    const left = plan({ network: [first] });
    assert.ok(left.kind === 'live');
    assert.deepEqual(left.live.leaves, { back: { Aliases: ['other'] } });
    const moved = plan({ ip: '10.0.0.8' });
    assert.ok(moved.kind === 'live');
    assert.equal(moved.live.joins['front']?.IPAMConfig?.IPv4Address, '10.0.0.8');
    assert.deepEqual(swapOf({ network: [second, first] }).because, ['network']);
    assert.deepEqual(swapOf({ network: ['host'], ip: '', 'network-alias': [] }).joins, {});
  });

  it('carries the networks as they were asked for', () => {
    const { request, joins, carried } = swapOf(published);
    assert.equal(request.body.HostConfig.NetworkMode, 'front');
    const front = { IPAMConfig: { IPv4Address: '10.0.0.7' }, Aliases: ['Web'] };
    assert.deepEqual(request.body.NetworkingConfig?.EndpointsConfig, { front });
    assert.deepEqual(joins, { back: { Aliases: ['other'] } });
    assert.equal(request.body.MacAddress, '02:42:00:00:00:01');
    assert.deepEqual(carried.networks, { front, back: { Aliases: ['other'] } });
    assert.equal(carried.macAddress, '02:42:00:00:00:01');
  });

  it('makes it with all networks at once where the engine takes them', () => {
    const { request, joins } = swapOf(published, { apiVersion: '1.44' });
    const { front, back } = request.body.NetworkingConfig?.EndpointsConfig ?? {};
    assert.deepEqual(joins, {});
    assert.equal(front?.MacAddress, '02:42:00:00:00:01');
    assert.deepEqual(back, { Aliases: ['other'] });
    const mine = { MacAddress: '02:42:00:00:00:02', IPAddress: '172.0.0.2', Aliases: ['other'] };
    const Networks = { ...web.NetworkSettings?.Networks, back: mine };
    const container = { ...web, NetworkSettings: { Networks } };
    const chosen = swapOf(published, { container, apiVersion: '1.44' }).request.body;
    assert.equal(chosen.NetworkingConfig?.EndpointsConfig['back']?.MacAddress, '02:42:00:00:00:02');
  });

  it('carries networks beside the default one, which no option says', () => {
    const container: InspectedContainer = {
      ...withHost({ NetworkMode: 'default' }),
      NetworkSettings: { Networks: { bridge: {}, back: { Aliases: ['other'] } } },
    };
    const { request, joins } = swapOf(published, { container });
    assert.equal(request.body.NetworkingConfig, undefined);
    assert.deepEqual(joins, { back: { Aliases: ['other'] } });
  });

  it('knows a network by its id, and one that was left', () => {
    for (const mode of [hash('f'), 'left']) {
      const container = withHost({ NetworkMode: mode });
      const { request, joins } = swapOf(published, { container });
      assert.equal(request.body.HostConfig.NetworkMode, 'front', mode);
      assert.deepEqual(Object.keys(joins), ['back']);
    }
  });

  it('carries every volume by its name', () => {
    const { request, carried, warnings } = swapOf(published);
    assert.deepEqual(request.body.HostConfig.Binds, [
      'files:/files:ro',
      `${hash('1')}:/data`,
      `${hash('2')}:/own`,
    ]);
    assert.deepEqual(request.body.HostConfig.Mounts, [
      { Type: 'volume', Target: '/nameless', Source: hash('3') },
    ]);
    assert.equal(request.body.Volumes, undefined);
    assert.deepEqual(
      carried.volumes.map(({ name, anonymous }) => [name.slice(0, 5), anonymous]),
      [
        ['files', false],
        ['11111', true],
        ['22222', true],
        ['33333', true],
      ],
    );
    assert.deepEqual(warnings, [{ code: 'healthCheck' }]);
  });

  it('says which volumes are no longer mounted', () => {
    const { warnings } = swapOf({ volume: [`${hash('1')}:/data`], mount: [] });
    const [, gone] = warnings;
    assert.deepEqual(gone, { code: 'unmounted', volumes: ['files', hash('2'), hash('3')] });
  });

  it('carries what the engine filled in, unless it is to be other', () => {
    const { HostConfig } = swapOf(published).request.body;
    assert.equal(HostConfig.CgroupnsMode, 'host');
    assert.equal(HostConfig.IpcMode, 'shareable');
    assert.deepEqual(HostConfig.LogConfig, { Type: 'json-file', Config: {} });
    assert.equal(swapOf({ ipc: 'host' }).request.body.HostConfig.IpcMode, 'host');
  });

  it('keeps words that options say less exactly, and nothing of the image', () => {
    const { body } = swapOf(published).request;
    assert.deepEqual(body.Entrypoint, ['/init', '--', 'run']);
    assert.deepEqual(body.Cmd, ['serve']);
    assert.deepEqual(body.Healthcheck?.Test, ['CMD', 'check', 'a b']);
    assert.deepEqual(body.Env, ['MINE=1']);
    assert.deepEqual(body.Labels, { own: '1' });
    assert.equal(body.Hostname, undefined);
    const other = swapOf({ entrypoint: 'sh', 'health-cmd': 'true' }).request.body;
    assert.deepEqual(other.Entrypoint, ['sh']);
    assert.deepEqual(other.Healthcheck?.Test, ['CMD-SHELL', 'true']);
  });

  it('stays with its image where the name means another, unless the newest is wanted', () => {
    const moved = { namedImage: 'sha256:new' };
    assert.equal(plan({}, moved).kind, 'none');
    const kept = swapOf(published, moved);
    assert.equal(kept.request.body.Image, 'sha256:old');
    assert.ok(kept.warnings.some(({ code }) => code === 'imageMoved'));
    const newest = swapOf({}, moved, { newestImage: true });
    assert.deepEqual(newest.because, ['image']);
    assert.equal(newest.request.body.Image, 'web:1');
    assert.equal(plan({}, {}, { newestImage: true }).kind, 'none');
  });

  it('tells what is lost', () => {
    const mounts = [{ Type: 'tmpfs', Target: '/more' }];
    const { lost } = swapOf(published, { container: withHost({ Mounts: mounts }) });
    assert.deepEqual(lost, { writableLayer: true, tmpfs: ['/scratch', '/more'] });
  });

  it('warns of who owns it and who hangs on it', () => {
    const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' };
    const container = withHost({}, { Labels: labels, Healthcheck: { Test: ['NONE'] } });
    const more = { container, sharers: ['side'], linkedBy: ['old'] };
    assert.deepEqual(swapOf(published, more).warnings, [
      { code: 'compose', project: 'shop', service: 'web' },
      { code: 'sharers', names: ['side'] },
      { code: 'linkedBy', names: ['old'] },
    ]);
  });

  it('refuses what has no way back, but not what is changed live', () => {
    const container = withHost({ AutoRemove: true, RestartPolicy: { Name: 'no' } });
    const names = ['web'];
    const refused = { kind: 'refused', reason: 'autoRemove', names };
    assert.deepEqual(plan(published, { container }), refused);
    assert.equal(plan({ memory: '96m' }, { container }).kind, 'live');
    const dead = { ...web, State: { Status: 'dead' } };
    const removing = { kind: 'refused', reason: 'removing', names };
    assert.deepEqual(plan(published, { container: dead }), removing);
  });

  it('asks nothing of a network that is shared', () => {
    const shared: InspectedContainer = {
      ...withHost({ NetworkMode: `container:${hash('a')}` }, { Hostname: 'other' }),
      NetworkSettings: { Networks: {} },
    };
    const { request, joins } = swapOf({ env: ['A=1'] }, { container: shared });
    assert.equal(request.body.HostConfig.NetworkMode, `container:${hash('a')}`);
    assert.equal(request.body.Hostname, undefined);
    assert.deepEqual([request.body.NetworkingConfig, joins], [undefined, {}]);
  });
});
