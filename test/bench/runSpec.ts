import { toCreateRequest } from '../../src/docker/run/create';
import { formatRun } from '../../src/docker/run/format';
import { parseRun } from '../../src/docker/run/parse';
import { type Figure, median, timed, timesOf } from './stats';

/** Forty options of the kinds that people give. */
export const line = [
  'docker run -itd --rm --name web --hostname web.example.com --network net --ip 10.0.0.5',
  ...Array.from({ length: 8 }, (_, i) => `-p 80${i}0:${80 + i} -e "NAME_${i}=a value $i"`),
  ...Array.from({ length: 6 }, (_, i) => `-v data${i}:/data/${i}:ro -l com.example.l${i}='x y'`),
  '--restart no --memory 512m --cpus 1.5 --ulimit nofile=1024:2048 nginx:1.27 sh -c "sleep 1"',
].join(' \\\n  ');

/** Reading, writing and sending a run, all without a wait: one core's own time. */
export async function runSpecFigures(): Promise<Figure[]> {
  const { spec } = parseRun(line);
  const read = await timesOf(201, () => timed(async () => parseRun(line)));
  const written = await timesOf(201, () => timed(async () => formatRun(spec, 'bash', 'lines')));
  const made = await timesOf(201, () => timed(async () => toCreateRequest(spec, '1.51')));
  return [
    {
      what: 'a run line of 40 options: read and checked',
      value: median(read),
      unit: 'ms',
      limit: 1,
    },
    { what: 'the same: written again', value: median(written), unit: 'ms', limit: 1 },
    { what: 'the same: its create request made', value: median(made), unit: 'ms', limit: 1 },
    ...(await longLines()),
  ];
}

/** Of a megabyte each, of what is read slowest: many options, one long value, open quotes. */
async function longLines(): Promise<Figure[]> {
  const size = 1_000_000;
  const times: number[] = [];
  for (const piece of ['-v /a:/b ', 'a', "'it''s' ", '$(x) ', '~ ', '[{,} ']) {
    const text = `docker run ${piece.repeat(size / piece.length)}x`;
    times.push(await timed(async () => parseRun(text)));
  }
  const worst = Math.max(...times);
  return [
    { what: 'a line of a megabyte, the worst of six', value: worst, unit: 'ms', limit: 1000 },
  ];
}
