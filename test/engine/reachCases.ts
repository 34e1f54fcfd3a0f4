import type { CauseCode, Question } from '../../src/docker/network/diagnosis';
import type { Arrangement } from './reachArrangement';

export interface EngineCase {
  readonly says: string;
  readonly question: Question;
  /** Undefined: it works. */
  readonly cause?: CauseCode;
  readonly depends?: boolean;
  /** Where this machine sends it is no matter of the engine's. */
  readonly untried?: boolean;
}

/** Everything that can be arranged on an engine without a swarm. */
export async function casesOf(scene: Arrangement, outside: string): Promise<readonly EngineCase[]> {
  const all = [ways, states, names, ports].map(part => part(scene));
  return (await Promise.all([...all, beyond(scene, outside)])).flat();
}

type Pair = readonly [string, string];

function named(scene: Arrangement) {
  return (says: string, [a, b]: Pair, cause?: CauseCode, port = 80): EngineCase => {
    const to = { container: scene.name(b) };
    const question = { from: { container: scene.name(a) }, to, port };
    return { says, question, ...(cause && { cause }) };
  };
}

/** By a name or address as it is typed, where `meant` is to be found. */
function typed(scene: Arrangement) {
  return (
    says: string,
    [a, word, port]: readonly [string, string, number],
    cause?: CauseCode,
    meant?: string,
  ): EngineCase => {
    const who = meant === undefined ? {} : { meant: scene.name(meant) };
    const isAddress = /^[\d.]+$|:/.test(word);
    const to = isAddress ? { address: word, ...who } : { name: word, ...who };
    const question = { from: { container: scene.name(a) }, to, port };
    return { says, question, ...(cause && { cause }) };
  };
}

async function ways(scene: Arrangement): Promise<readonly EngineCase[]> {
  const [byName, byWord] = [named(scene), typed(scene)];
  const gateway = await scene.gateway('one');
  const farPort = await scene.published('far');
  return [
    byName('by name', ['api', 'web']),
    byWord('by an alias', ['api', 'db', 80]),
    byWord('by the short id', ['api', (await scene.inspect('web')).Id.slice(0, 12), 80]),
    byWord('by address on the default bridge', ['defa', await scene.address('defb', 'bridge'), 80]),
    byWord('by a link', ['linked', 'backend', 80]),
    byWord('by the gateway, from another network', ['api', gateway, farPort]),
    byWord('by itself', ['web', 'localhost', 81]),
    byName('from an image without a shell', ['bare', 'web']),
    byWord('from the host’s network into an internal one', [
      'hosty',
      await scene.address('inner', 'inner'),
      80,
    ]),
  ];
}

async function states(scene: Arrangement): Promise<readonly EngineCase[]> {
  const [byName, byWord] = [named(scene), typed(scene)];
  return [
    byName('not started', ['api', 'halted'], 'notRunning'),
    byName('nobody to try it', ['halted', 'web'], 'notRunning'),
    byName('paused', ['api', 'frozen'], 'paused'),
    byName('restarting', ['api', 'again'], 'restarting'),
    { ...byName('unhealthy', ['api', 'sick'], 'unhealthy'), depends: true },
    byName('did not start, for another has the port', ['api', 'rival'], 'notRunning'),
    byName('none, by name', ['api', 'lone'], 'none'),
    byWord('none, at the origin', ['lone', await scene.address('web', 'one'), 80], 'none'),
    byName('in one namespace', ['web', 'side'], 'sharedNamespace', 8081),
    byName('of another’s namespace', ['api', 'side'], 'sharedNamespace', 8081),
    byName('its parent was started anew', ['child', 'web'], 'staleParent'),
    byName('from the host’s network by name', ['hosty', 'web'], 'hostMode'),
    byName('to the host’s network by name', ['api', 'hosty'], 'hostMode', scene.ports.hosty),
  ];
}

async function names(scene: Arrangement): Promise<readonly EngineCase[]> {
  const [byName, byWord] = [named(scene), typed(scene)];
  const webPort = await scene.published('web');
  return [
    byName('no network in common, by name', ['api', 'far'], 'noSharedNetwork'),
    byWord(
      'no network in common, by address',
      ['api', await scene.address('far', 'two'), 80],
      'noSharedNetwork',
    ),
    byName('the same, without a shell', ['bare', 'far'], 'noSharedNetwork'),
    byName('from the default bridge', ['defa', 'web'], 'noSharedNetwork'),
    byWord(
      'the address in the other network',
      ['api', await scene.address('both', 'two'), 80],
      'noSharedNetwork',
    ),
    byName('a name on the default bridge', ['defa', 'defb'], 'defaultBridgeName'),
    byWord('an alias of another network', ['api', 'second', 80], 'nameUnknown', 'both'),
    byWord('a name that nobody has', ['api', 'nosuch', 80], 'nameUnknown', 'web'),
    byWord('localhost for another', ['api', 'localhost', 80], 'localhost', 'web'),
    byWord('the published port', ['api', scene.name('web'), webPort], 'publishedPort'),
  ];
}

async function ports(scene: Arrangement): Promise<readonly EngineCase[]> {
  const [byName, byWord] = [named(scene), typed(scene)];
  const gateway = await scene.gateway('one');
  const localPort = await scene.published('local');
  return [
    byName('nothing listens', ['api', 'web'], 'notListening', 83),
    byName('listens on loopback', ['api', 'web'], 'loopbackOnly', 81),
    byName('listens in the other network', ['api', 'both'], 'otherAddress', 82),
    byName('UDP against TCP', ['tool', 'dns'], 'otherProtocol', 53),
    byName('no way out of an internal network', ['inner', 'web'], 'noSharedNetwork'),
    byWord(
      'a published port from an internal one',
      ['inner', await scene.gateway('inner'), await scene.published('web')],
      'internal',
      'web',
    ),
    { ...byName('by a name of both families', ['sixa', 'sixb'], 'family'), depends: true },
    byName('ICC off', ['shut', 'shutweb'], 'iccOff'),
    byWord('IPv4 only', ['sixa', await scene.address('sixb', 'six', 6), 80], 'family'),
    byWord('published on 127.0.0.1', ['api', gateway, localPort], 'publishedOnLoopback', 'local'),
    byWord('nobody behind the published port', ['api', gateway, scene.ports.loose], 'notListening'),
  ];
}

/** From the engine's host, and from another machine. */
async function beyond(scene: Arrangement, outside: string): Promise<readonly EngineCase[]> {
  const { inner, loose } = scene.ports;
  const from = (
    origin: 'host' | 'outside',
    says: string,
    [short, target, port]: readonly [string, string, number],
    cause?: CauseCode,
  ): EngineCase => {
    const to = { address: target, meant: scene.name(short) };
    return { says, question: { from: origin, to, port }, ...(cause && { cause }) };
  };
  const web = await scene.address('web', 'one');
  const webPort = await scene.published('web');
  const localPort = await scene.published('local');
  const udp = { from: { container: scene.name('tool') }, to: { container: scene.name('dns') } };
  return [
    from('host', 'the host, by address', ['web', web, 80]),
    from('host', 'the host, by 127.0.0.1', ['local', '127.0.0.1', localPort]),
    from('outside', 'from outside', ['web', outside, webPort]),
    from('outside', 'on 127.0.0.1 only', ['local', outside, localPort], 'publishedOnLoopback'),
    from('outside', 'exposed only', ['exposed', outside, 80], 'exposedOnly'),
    from('outside', '-P with nothing exposed', ['useless', outside, 80], 'publishAllUseless'),
    from('outside', 'by the container’s port', ['web', outside, 80], 'publishedElsewhere'),
    from('outside', 'not published', ['parent', outside, 80], 'notPublished'),
    {
      ...from('outside', 'by a container’s address', ['web', web, 80], 'privateAddress'),
      untried: true,
    },
    from('outside', 'published from an internal network', ['inner', outside, inner], 'internal'),
    from('outside', 'nobody behind it', ['loose', outside, loose], 'notListening'),
    { says: 'by UDP', question: { ...udp, port: 53, protocol: 'udp' } },
    {
      says: 'nothing listens by UDP',
      question: { ...udp, port: 54, protocol: 'udp' },
      cause: 'notListening',
    },
  ];
}
