/** tshark reads the same values out of HTTP. */
import { test } from 'node:test'
import { caseless, type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const LINES = ['http.request.line', 'http.response.line'] as const
const header = (name: string): Reading => within(LINES, new RegExp(`^${name}: *(.*?)\\s*$`, 'i'))
const DESCRIPTION = ['xml.cdata'] as const
const LOST = 'tshark does not read this head: segments of it are missing'
const WORD = 'a word of ours for what was seen'

test('HTTP: products, hosts, realms and descriptions as tshark reads them', (t) =>
  valuesAgree(t, 'http', {
    fields: {
      'http.user-agent': ['http.user_agent'],
      'http.method': ['http.request.method'],
      'http.host-name': {
        ...caseless('http.host', 'http.request.uri'),
        as: (host) => host.replace(/:\d+$/, '').toLowerCase(),
      },
      'http.app-package': header('X-Requested-With'),
      'http.wap-profile': header('X-Wap-Profile'),
      'http.soap-action': header('SOAPAction'),
      'http.auth-used': within(['http.authorization', 'http.proxy_authorization'], /^(\S+)/),
      'http.upgrade': {
        ...header('Upgrade'),
        as: (line) => /^Upgrade: *([^/\s]+)/i.exec(line)?.[1]?.toLowerCase() ?? null,
        ours: (text) => text.toLowerCase(),
      },
      'http.status': ['http.response.code'],
      'http.server': ['http.server'],
      'http.powered-by': header('X-Powered-By'),
      'http.aspnet-version': header('X-AspNet-Version'),
      'http.aspnet-mvc-version': header('X-AspNetMvc-Version'),
      'http.via': header('Via'),
      'http.redirect': within(['http.location'], /^(https?):/),
      'http.auth-offered': within(['http.www_authenticate', 'http.proxy_authenticate'], /^([A-Za-z]+)/),
      'http.realm': within(['http.www_authenticate', 'http.proxy_authenticate'], /realm="([^"]*)"/i),
      'http.content-type': {
        tshark: [...LINES, 'http.content_type'],
        as: (line) => /^(?:Content-Type: *)?([a-z]+\/[^;,\s]+)/i.exec(line)?.[1]?.toLowerCase() ?? null,
      },
      'http.cookie-name': within(['http.set_cookie', 'http.cookie', 'http.cookie_pair'], /^([^=;\s]+)/),
      'http.upnp-device-type': DESCRIPTION,
      'http.upnp-friendly-name': DESCRIPTION,
      'http.upnp-manufacturer': DESCRIPTION,
      'http.upnp-model-name': DESCRIPTION,
      'http.upnp-model-number': DESCRIPTION,
      'http.upnp-model-description': DESCRIPTION,
      'http.upnp-serial': DESCRIPTION,
      'http.upnp-udn': within(DESCRIPTION, /^uuid:(.*)$/),
      'http.upnp-firmware': DESCRIPTION,
      'http.upnp-hardware': DESCRIPTION,
    },
    unseen: {
      'http.remote-agent': 'a word of ours for what was seen',
      'http.directory-listing': 'a word of ours for what was seen',
      'http.proxy': WORD,
      'http.platform': 'Sec-CH-UA-Platform without its quotation marks',
      'http.platform-version': 'Sec-CH-UA-Platform-Version without its quotation marks',
      'http.device-model': 'Sec-CH-UA-Model without its quotation marks',
      'http.digest-algorithm': 'a part of a challenge, MD5 where it names none',
      'http.form-login': WORD,
      'http.login-page': WORD,
      'http.open-admin-page': WORD,
      'http.generator': 'a part of the page, which tshark does not read',
      'http.dicomweb-used': WORD,
      'http.dicomweb-served': WORD,
      'http.clock-offset': 'a difference of two times',
    },
    corpus: ['http'],
    differs: {
      'starcraft_battle.pcap http.content-type image/jpeg': LOST,
      'codecs__Eth_IPv6_PPoE__pppoe.pcap http.content-type text/html': LOST,
      'codecs__Eth_IPv6_PPoE__pppoe.pcap http.status 200': LOST,
      'gnutella.pcap http.status 206': LOST,
      'gnutella.pcap http.content-type audio/mpeg': LOST,
      'codecs__Eth_IPv6_PPoE__pppoe.pcap http.server edgeserver': LOST,
      'codecs__Eth_IPv6_PPoE__pppoe.pcap http.via 1.1 cloud.surfsafe.pl (squid/3.2.0.16)': LOST,
    },
  }))
