import { api, bridged, type Case, checkCases, pair, web } from './reaching';

const cases: readonly Case[] = [
  {
    says: 'no shared network, by name',
    scene: pair(api, { ...web, in: { back: '172.19.0.3' } }),
    answer: 'no',
    cause: 'noSharedNetwork',
    seen: 'badAddress',
    cure: 'connect docker network connect back api',
  },
  {
    says: 'no shared network, and the host’s port besides: the cure has the one behind it',
    scene: pair(api, { ...web, in: { back: '172.19.0.3' }, publish: { '80/tcp': '8080' } }),
    port: 8080,
    answer: 'no',
    cause: 'noSharedNetwork',
    also: ['publishedPort'],
    seen: 'badAddress',
    cure: 'connect docker network connect back api → web:80',
  },
  {
    says: 'no shared network, by address',
    scene: pair(api, { ...web, in: { back: '172.19.0.3' } }),
    to: { address: '172.19.0.3' },
    answer: 'no',
    cause: 'noSharedNetwork',
    seen: 'timeout',
    cure: 'connect docker network connect back api → web:80',
  },
  {
    says: 'from the default bridge to a user’s network',
    scene: pair(bridged(2), web),
    answer: 'no',
    cause: 'noSharedNetwork',
    seen: 'badAddress',
    cure: 'connect docker network connect front api',
  },
  {
    says: 'on both networks, by the address that is on the other one',
    scene: pair(api, { ...web, in: { front: '172.18.0.3', back: '172.19.0.3' } }),
    to: { address: '172.19.0.3' },
    answer: 'no',
    cause: 'noSharedNetwork',
    seen: 'timeout',
    works: 'web:80',
  },
  {
    says: 'a name on the default bridge',
    scene: pair(bridged(2), bridged(3)),
    answer: 'no',
    cause: 'defaultBridgeName',
    seen: 'badAddress',
    works: '172.17.0.3:80',
    cure:
      'connectBoth docker network create api-web && docker network connect api-web api && ' +
      'docker network connect api-web web',
  },
  {
    says: 'a link on the default bridge',
    scene: pair({ ...bridged(2), links: ['/web:/api/backend'] }, bridged(3)),
    to: { name: 'backend' },
    answer: 'yes',
    seen: 'connects',
  },
  {
    says: 'an alias of another network',
    scene: pair(
      { ...api, in: { front: '172.18.0.2' } },
      {
        ...web,
        in: { front: '172.18.0.3', back: { IPAddress: '172.19.0.3', Aliases: ['db'] } },
      },
    ),
    to: { name: 'db' },
    answer: 'no',
    cause: 'nameUnknown',
    seen: 'badAddress',
    cure: 'useWay web:80',
  },
  {
    says: 'a name that nobody has',
    scene: pair(api, web),
    to: { name: 'nosuch' },
    answer: 'no',
    cause: 'nameUnknown',
    seen: 'badAddress',
  },
  {
    says: 'a name that nobody has, where one is meant',
    scene: pair(api, web),
    to: { name: 'database', meant: 'web' },
    answer: 'no',
    cause: 'nameUnknown',
    seen: 'badAddress',
    cure: 'useWay web:80',
  },
  {
    says: 'localhost for another container',
    scene: pair(api, web),
    to: { name: 'localhost' },
    answer: 'no',
    cause: 'localhost',
    seen: 'refused',
    works: 'web:80',
    cure: 'useWay web:80',
  },
  {
    says: 'localhost for itself',
    scene: pair({ ...api, listens: ['tcp 127.0.0.1:80'] }, web),
    to: { name: 'localhost' },
    answer: 'yes',
    seen: 'connects',
  },
];

describe('who reaches whom: networks and names', () => {
  checkCases(cases);
});
