import { api, type Case, checkCases, pair, web } from './reaching';

const cases: readonly Case[] = [
  {
    says: 'the published port between containers',
    scene: pair(api, { ...web, publish: { '80/tcp': '8080' } }),
    port: 8080,
    answer: 'no',
    cause: 'publishedPort',
    seen: 'refused',
    works: 'web:80',
    cure: 'useWay web:80',
  },
  {
    says: 'the published port by the gateway: yes, from any network',
    scene: pair(api, { ...web, in: { back: '172.19.0.3' }, publish: { '80/tcp': '0.0.0.0:8080' } }),
    to: { address: '172.18.0.1' },
    port: 8080,
    answer: 'yes',
    seen: 'connects',
  },
  {
    says: 'published on 127.0.0.1, used by the gateway',
    scene: pair(api, { ...web, publish: { '80/tcp': '127.0.0.1:8080' } }),
    to: { address: '172.18.0.1', meant: 'web' },
    port: 8080,
    answer: 'no',
    cause: 'publishedOnLoopback',
    seen: 'refused',
    works: 'web:80',
  },
  {
    says: 'nothing listens there; what does',
    scene: pair(api, { ...web, listens: ['tcp 0.0.0.0:5432', 'udp 0.0.0.0:53'] }),
    answer: 'no',
    cause: 'notListening',
    seen: 'refused',
    cure: 'useWay web:5432',
  },
  {
    says: 'not listening, and dropped on the way: the drop is what is seen',
    scene: pair(api, { ...web, listens: [] }, { front: { icc: false } }),
    answer: 'no',
    cause: 'notListening',
    also: ['iccOff'],
    seen: 'timeout',
  },
  {
    says: 'the sockets could not be read',
    scene: pair(api, { ...web, listens: undefined }),
    answer: 'depends',
    cause: 'listeningUnknown',
    seen: 'unknown',
    works: 'web:80',
  },
  {
    says: 'listens on loopback only',
    scene: pair(api, { ...web, listens: ['tcp 127.0.0.1:80', 'tcp [::1]:80'] }),
    answer: 'no',
    cause: 'loopbackOnly',
    seen: 'refused',
    cure: 'listenOnAll',
  },
  {
    says: 'listens in its other network only',
    scene: pair(api, {
      in: { front: '172.18.0.3', back: '172.19.0.3' },
      listens: ['tcp 172.19.0.3:80'],
    }),
    answer: 'no',
    cause: 'otherAddress',
    seen: 'refused',
  },
  {
    says: 'UDP, where TCP is asked for',
    scene: pair(api, { ...web, listens: ['udp 0.0.0.0:80'] }),
    answer: 'no',
    cause: 'otherProtocol',
    seen: 'refused',
    cure: 'useWay web:80/udp',
  },
  {
    says: '--internal: no way out',
    scene: pair(api, web, { front: { internal: true } }),
    to: { address: '192.0.2.7' },
    answer: 'no',
    cause: 'internal',
    seen: 'timeout',
    cure: 'connect docker network connect bridge api',
  },
  {
    says: '--internal since 26: not even a route',
    scene: pair(api, web, { front: { internal: true } }, { host: { version: '28.5.2' } }),
    to: { address: '192.0.2.7' },
    answer: 'no',
    cause: 'internal',
    seen: 'unreachable',
  },
  {
    says: '--internal: what is published is never bound',
    scene: pair(api, { ...web, publish: { '80/tcp': '?8080' } }, { front: { internal: true } }),
    from: 'outside',
    port: 8080,
    answer: 'no',
    cause: 'internal',
    seen: 'refused',
    cure: 'connect docker network connect bridge web',
  },
  {
    says: 'ICC is off',
    scene: pair(api, web, { front: { icc: false } }),
    answer: 'no',
    cause: 'iccOff',
    seen: 'timeout',
    cure:
      'connectBoth docker network create api-web && docker network connect api-web api && ' +
      'docker network connect api-web web → web.api-web:80',
  },
];

describe('who reaches whom: what listens, and what the bridges let through', () => {
  checkCases(cases);
});
