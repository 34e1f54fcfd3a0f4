import { parseReference } from '../reference';

/** What well-known programs listen on, by the last part of their image's name. */
const known: Readonly<Record<string, readonly number[]>> = {
  adminer: [8080],
  caddy: [80, 443],
  elasticsearch: [9200],
  ghost: [2368],
  gitea: [3000],
  grafana: [3000],
  httpd: [80],
  jenkins: [8080],
  mariadb: [3306],
  memcached: [11211],
  minio: [9000],
  mongo: [27017],
  mysql: [3306],
  nats: [4222],
  nextcloud: [80],
  nginx: [80],
  node: [3000],
  php: [80],
  postgres: [5432],
  prometheus: [9090],
  rabbitmq: [5672, 15672],
  redis: [6379],
  registry: [5000],
  tomcat: [8080],
  traefik: [80, 8080],
  wordpress: [80],
};
/** Of programs that nobody knows. */
const usual: readonly number[] = [80, 8080, 3000];

/** The ports on which a program of this image most likely listens, when the image tells none. */
export function likelyPorts(image: string): readonly number[] {
  const name = parseReference(image)?.path.split('/').at(-1) ?? '';
  return Object.hasOwn(known, name) ? (known[name] ?? usual) : usual;
}
