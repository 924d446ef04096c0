/** Private places of databases, caches and remote screens; see private-places.ts. */

import * as mysql from '../src/protocols/mysql/fixtures/make.ts'
import * as postgresql from '../src/protocols/postgresql/fixtures/make.ts'
import { command } from '../src/protocols/redis/fixtures/make.ts'
import * as vnc from '../src/protocols/vnc/fixtures/make.ts'
import { bytes, u32 } from './bytes.ts'
import { type Place, stream } from './private-place.ts'

export const databasePlaces: readonly Place[] = [
  {
    name: 'memcached keys and values',
    protocol: 'memcached',
    frames: stream(11_211, (m) => [
      ['client', `set ${m} 0 0 ${m.length}\r\n${m}\r\nget ${m}\r\n`],
      ['server', `STORED\r\nVALUE ${m} 0 ${m.length}\r\n${m}\r\nEND\r\n`],
    ]),
  },
  {
    name: 'redis keys, values and password',
    protocol: 'redis',
    frames: stream(6379, (m) => [
      ['client', command('AUTH', 'robot', m)],
      ['server', '+OK\r\n'],
      ['client', command('SET', `patient:${m}`, `redis_version:${m}`)],
      ['server', '+OK\r\n'],
      ['client', command('GET', m)],
      ['server', `$${m.length + 14}\r\nredis_version:${m}\r\n`],
    ]),
  },
  {
    name: 'mysql user, password and query',
    protocol: 'mysql',
    frames: stream(3306, (m) => [
      ['server', mysql.greeting('8.0.36', 'caching_sha2_password')],
      ['client', mysql.login(m, 'mysql_clear_password', bytes(m, 0))],
      ['server', mysql.ok(2)],
      ['client', mysql.packet(0, 3, `select * from patient where name = '${m}'`)],
    ]),
  },
  {
    name: 'postgresql user, database, password and query',
    protocol: 'postgresql',
    frames: stream(5432, (m) => [
      ['client', postgresql.startup({ user: m, database: m, options: m })],
      ['server', postgresql.message('R', u32(3))],
      ['client', postgresql.message('p', m, 0)],
      ['server', postgresql.welcome],
      ['client', postgresql.message('Q', `select '${m}'`, 0)],
    ]),
  },
  {
    name: 'vnc desktop name and what is typed',
    protocol: 'vnc',
    frames: stream(5900, (m) => [
      ...vnc.open.slice(0, 5),
      ['server', vnc.init(`${m}'s desktop (${m})`)],
      ['client', bytes(6, 0, 0, 0, u32(m.length), m)],
    ]),
  },
]
