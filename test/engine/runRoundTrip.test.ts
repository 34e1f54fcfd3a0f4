import assert from 'node:assert/strict';
import { fromInspect, toCreateRequest } from '../../src/docker/run/create';
import type { InspectedContainer, InspectedImage } from '../../src/docker/run/inspected';
import { parseRun } from '../../src/docker/run/parse';
import type { RunSpec } from '../../src/docker/run/spec';
import { comparable, readSamples, sampleEnv } from '../lib/createBodies';
import { testEngine, testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';

/** Lines whose every option the engine keeps as it was asked for. */
const lines: readonly string[] = [
  'docker run IMAGE',
  'docker run -d --name trip-a IMAGE sleep 60',
  'docker run -it --rm --entrypoint sh IMAGE -c "echo hi"',
  'docker run -e A=1 -e EMPTY= -e "WITH=a b" --label x=y --label flag IMAGE',
  'docker run -p 8080:80 -p 127.0.0.1:5353:53/udp --expose 99 IMAGE',
  'docker run -P --restart on-failure:3 --stop-signal SIGINT --stop-timeout 7 IMAGE',
  'docker run -m 64m --memory-swap 96m --cpus 0.5 --cpu-shares 512 --pids-limit 50 IMAGE',
  'docker run -v trip-data:/data -v /tmp:/host:ro IMAGE',
  'docker run --mount type=tmpfs,target=/t,tmpfs-size=1m --tmpfs /u:size=1m IMAGE',
  'docker run --mount type=volume,src=trip-data,dst=/d,readonly IMAGE',
  'docker run --network none IMAGE',
  'docker run --network host --ipc host --pid host IMAGE',
  'docker run --hostname h --domainname d.example --add-host a:10.0.0.1 --dns 10.0.0.2 IMAGE',
  'docker run --cap-add NET_ADMIN --cap-drop MKNOD --security-opt no-new-privileges IMAGE',
  'docker run --user 1000:1000 --workdir /tmp --group-add 44 --read-only --init IMAGE id',
  'docker run --health-cmd "exit 0" --health-interval 5s --health-retries 2 IMAGE',
  'docker run --no-healthcheck --ulimit nofile=1024:2048 --shm-size 32m IMAGE',
  'docker run --log-driver json-file --log-opt max-size=1m --log-opt max-file=2 IMAGE',
  'docker run --privileged --oom-score-adj 100 --sysctl net.ipv4.ip_forward=1 IMAGE',
  'docker run --device /dev/null:/dev/x:r --device-cgroup-rule "c 42:* rmw" IMAGE',
];

describe('a run spec, through a real engine', () => {
  const { docker } = testEngine();

  /** Makes it, reads it back, and gives both; undefined where this engine cannot make it. */
  async function roundTrip(asked: RunSpec): Promise<readonly [RunSpec, RunSpec] | undefined> {
    const { ApiVersion } = await docker.version();
    const { name, body } = toCreateRequest(asked, ApiVersion);
    const labelled = { ...body, Labels: { ...body.Labels, ...testLabel } };
    const made = await docker
      .createContainer({ ...(name && { name }), _body: labelled, _query: { name } } as object)
      .catch((error: { statusCode?: number }) => error);
    if (!('inspect' in made)) return undefined;
    try {
      const container = (await made.inspect()) as unknown as InspectedContainer & { Image: string };
      const image = (await docker.getImage(container.Image).inspect()) as unknown;
      return [asked, fromInspect(container, image as InspectedImage)];
    } finally {
      await made.remove({ force: true, v: true });
    }
  }

  /** False where the engine refuses it. */
  async function isSameAgain(spec: RunSpec): Promise<boolean> {
    const { ApiVersion } = await docker.version();
    const both = await roundTrip(spec);
    if (!both) return false;
    const [asked, back] = both.map(one => withoutOurs(toCreateRequest(one, ApiVersion).body));
    assert.deepEqual(comparable(back), comparable(asked));
    return true;
  }

  for (const line of lines) {
    it(line, async () => {
      const { spec } = parseRun(line.replace('IMAGE', testImages.busybox));
      assert.ok(await isSameAgain(spec), 'the engine refuses it');
    });
  }

  it('is the same for the lines of the documentation, but for their images', async () => {
    let same = 0;
    const others: string[] = [];
    for (const { line } of readSamples()) {
      const { spec } = parseRun(line, { env: sampleEnv });
      // A volume without a name gets one, see below.
      if (spec.options.volume?.some(text => !text.includes(':'))) continue;
      // The engine tidies up: an entrypoint that was none is none, a path ends without a slash.
      if (spec.options.entrypoint === '' || spec.options.workdir?.endsWith('/')) continue;
      // Taken back by an engine whose kernel cannot do it.
      if (Object.keys(spec.options).some(name => /^(blkio|device-(read|write))/.test(name)))
        continue;
      const outcome = await isSameAgain({ ...spec, image: testImages.busybox }).catch(() => line);
      if (typeof outcome === 'string') others.push(outcome);
      else if (outcome) same++;
    }
    assert.deepEqual(others, []);
    // The rest names networks, containers and devices that are not here.
    assert.ok(same >= 70, `${same} were made`);
  }).timeout(120_000);

  it('keeps a volume without a name by the name it got', async () => {
    const { spec } = parseRun(`docker run -v /data ${testImages.busybox}`);
    const [, back] = (await roundTrip(spec)) ?? [];
    assert.match(back?.options.volume?.join() ?? '', /^[0-9a-f]{64}:\/data$/);
  });
});

/** The tests' own label, and what says how the terminal is, which a container does not keep. */
function withoutOurs(body: object): unknown {
  const { Labels, ...rest } = body as { Labels?: Record<string, string> };
  const { 'slipway.test': _, ...labels } = Labels ?? {};
  return Object.keys(labels).length > 0 ? { ...rest, Labels: labels } : rest;
}
