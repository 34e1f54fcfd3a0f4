import crypto from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type Docker from 'dockerode';
import { eventually } from '../lib/processes';
import { testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { makeToolImage, toolImage, udpEcho } from '../lib/toolImage';

interface Wish {
  readonly net?: string;
  readonly image?: string;
  readonly cmd?: readonly string[];
  readonly host?: Docker.HostConfig;
  readonly expose?: readonly string[];
  readonly aliases?: readonly string[];
  readonly start?: boolean;
}

/** Many containers in networks of all sorts; names are given without the tag that makes them unique. */
export class Arrangement {
  readonly tag = crypto.randomBytes(3).toString('hex');
  /** Ports of the host that were asked for by number. */
  readonly ports = {
    inner: 20_000 + crypto.randomInt(5_000),
    hosty: 25_000 + crypto.randomInt(5_000),
    loose: 30_000 + crypto.randomInt(2_000),
  };
  readonly #networks: string[] = [];
  readonly #containers: string[] = [];

  constructor(readonly docker: Docker) {}

  name(short: string): string {
    return `${short}-${this.tag}`;
  }

  async address(short: string, net: string, family: 4 | 6 = 4): Promise<string> {
    const { NetworkSettings } = await this.inspect(short);
    const place = NetworkSettings.Networks[net === 'bridge' ? net : this.name(net)];
    return (family === 4 ? place?.IPAddress : place?.GlobalIPv6Address) ?? '';
  }

  /** Since 26, a container in an internal network is not told of its gateway. */
  async gateway(net: string): Promise<string> {
    const { IPAM } = await this.docker.getNetwork(this.name(net)).inspect();
    return IPAM?.Config?.[0]?.['Gateway'] ?? '';
  }

  async published(short: string): Promise<number> {
    const { Ports } = (await this.inspect(short)).NetworkSettings;
    return Number(Ports['80/tcp']?.[0]?.HostPort);
  }

  inspect(short: string): Promise<Docker.ContainerInspectInfo> {
    return this.docker.getContainer(this.name(short)).inspect();
  }

  async build(): Promise<void> {
    await makeToolImage(this.docker);
    await Promise.all([
      this.#network('one', {}),
      this.#network('two', {}),
      this.#network('inner', { Internal: true }),
      this.#network('closed', { Options: { 'com.docker.network.bridge.enable_icc': 'false' } }),
      this.#network('six', {
        EnableIPv6: true,
        IPAM: { Config: [{ Subnet: `fd00:${this.tag.slice(0, 4)}:${this.tag.slice(4)}::/64` }] },
      }),
    ]);
    await Promise.all(this.#first().map(([name, wish]) => this.#container(name, wish)));
    await Promise.all(this.#second().map(([name, wish]) => this.#container(name, wish)));
    await this.#change();
  }

  async clear(): Promise<void> {
    const all = await Promise.all(
      this.#containers.map(id =>
        this.docker
          .getContainer(id)
          .inspect()
          .catch(() => undefined),
      ),
    );
    const gone = all.map(async one => {
      if (one?.State.Paused) await this.docker.getContainer(one.Id).unpause();
      if (one) await this.docker.getContainer(one.Id).remove({ force: true, v: true });
    });
    await Promise.all(gone);
    await Promise.all(this.#networks.map(id => this.docker.getNetwork(id).remove()));
  }

  #first(): readonly (readonly [string, Wish])[] {
    const { inner, hosty, loose } = this.ports;
    const sleep = ['sleep', '3600'];
    return [
      ['api', { net: 'one', cmd: sleep }],
      ['tool', { net: 'one', image: toolImage, cmd: sleep }],
      ['bare', { net: 'one', image: testImages.noShell, cmd: [] }],
      ['web', { net: 'one', cmd: serve('80', '127.0.0.1:81'), aliases: ['db'], host: bind('') }],
      ['far', { net: 'two', cmd: serve('80'), host: bind('') }],
      ['both', { net: 'one', cmd: serve('80') }],
      ['defa', { cmd: sleep }],
      ['defb', { cmd: serve('80') }],
      ['lone', { net: 'none', cmd: serve('80') }],
      ['hosty', { net: 'host', cmd: serve(`${hosty}`) }],
      ['inner', { net: 'inner', cmd: serve('80'), host: bind(`${inner}`) }],
      ['shut', { net: 'closed', cmd: sleep }],
      ['shutweb', { net: 'closed', cmd: serve('80') }],
      ['halted', { net: 'one', cmd: serve('80'), start: false }],
      ['frozen', { net: 'one', cmd: serve('80') }],
      ['again', { net: 'one', cmd: ['false'], host: { RestartPolicy: { Name: 'always' } } }],
      ['sick', { net: 'one', image: testImages.web }],
      ['parent', { net: 'one', cmd: serve('80') }],
      ['first', { net: 'one', cmd: serve('80'), expose: ['80/tcp'] }],
      ['local', { net: 'one', cmd: serve('80'), host: bind('', '127.0.0.1') }],
      ['loose', { net: 'one', cmd: serve('81'), host: bind(`${loose}`) }],
      ['exposed', { net: 'one', cmd: serve('80'), expose: ['80/tcp'] }],
      ['useless', { net: 'one', cmd: serve('80'), host: { PublishAllPorts: true } }],
      ['dns', { net: 'one', image: toolImage, cmd: udpEcho(53) }],
      ['sixa', { net: 'six', cmd: sleep }],
      ['sixb', { net: 'six', cmd: serve('0.0.0.0:80') }],
    ];
  }

  /** Those that need others to be there. */
  #second(): readonly (readonly [string, Wish])[] {
    const sleep = ['sleep', '3600'];
    return [
      ['side', { net: 'container:web', cmd: serve('8081') }],
      ['child', { net: 'container:parent', cmd: sleep }],
      ['rival', { net: 'container:first', image: testImages.web }],
      ['linked', { cmd: sleep, host: { Links: [`${this.name('defb')}:backend`] } }],
    ];
  }

  async #change(): Promise<void> {
    const { docker } = this;
    const network = docker.getNetwork(this.name('two'));
    const EndpointConfig = { Aliases: ['second'] };
    await network.connect({ Container: this.name('both'), EndpointConfig });
    const there = await this.address('both', 'two');
    await this.run('both', ['httpd', '-p', `${there}:82`]);
    await this.run('sick', ['touch', '/tmp/sick']);
    await docker.getContainer(this.name('parent')).restart({ t: 0 });
    await docker.getContainer(this.name('frozen')).pause();
    const isSick = async () => (await this.inspect('sick')).State.Health?.Status === 'unhealthy';
    await eventually(isSick, 15_000);
    // By then it rests for some six seconds between two runs.
    await eventually(async () => (await this.inspect('again')).RestartCount >= 6, 30_000);
    await eventually(async () => (await this.inspect('rival')).State.ExitCode !== 0, 5_000);
  }

  async run(short: string, command: readonly string[]): Promise<void> {
    const exec = await this.docker.getContainer(this.name(short)).exec({ Cmd: [...command] });
    await exec.start({ Detach: true });
    await eventually(async () => !(await exec.inspect()).Running, 5_000);
    await pause(20);
  }

  async #network(short: string, wish: Partial<Docker.NetworkCreateOptions>): Promise<void> {
    const made = await this.docker.createNetwork({
      ...{ Name: this.name(short), Labels: testLabel },
      ...wish,
    } as Docker.NetworkCreateOptions);
    this.#networks.push(made.id);
  }

  async #container(short: string, wish: Wish): Promise<void> {
    const { net = '', image = testImages.busybox, cmd, host, expose = [], aliases = [] } = wish;
    const isOwn = ['', 'none', 'host'].includes(net);
    const mode = net.startsWith('container:') ? `container:${this.name(net.slice(10))}` : net;
    const networkMode = isOwn || mode !== net ? mode : this.name(net);
    const ports = Object.keys(host?.PortBindings ?? {});
    const endpoints = { [networkMode]: { Aliases: [...aliases] } };
    const made = await this.docker.createContainer({
      ...{ name: this.name(short), Image: image, Labels: testLabel, StopSignal: 'SIGKILL' },
      ...(cmd && cmd.length > 0 && { Cmd: [...cmd] }),
      ExposedPorts: Object.fromEntries([...expose, ...ports].map(port => [port, {}])),
      HostConfig: { ...host, NetworkMode: networkMode },
      ...(aliases.length > 0 && { NetworkingConfig: { EndpointsConfig: endpoints } }),
    });
    this.#containers.push(made.id);
    if (wish.start !== false) await made.start();
  }
}

/** A web server on each of these, `PORT` or `ADDRESS:PORT`. */
function serve(...at: readonly string[]): readonly string[] {
  const servers = at.map(place => `httpd -p ${place} -h /tmp`).join('; ');
  return ['sh', '-c', `${servers}; exec sleep 3600`];
}

/** Port 80 on the host; an empty one: the engine's choice. */
function bind(HostPort: string, HostIp = ''): Docker.HostConfig {
  return { PortBindings: { '80/tcp': [{ HostIp, HostPort }] } };
}
