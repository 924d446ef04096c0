/** Every fact that is read out of HTTP, and which header fields are taken over as they are. */
import type { FieldTable } from '../../model/observation.ts'
import { elasticsearchFields } from '../elasticsearch/fields.ts'
import { fhirFields } from '../fhir/fields.ts'
import { ippFields } from '../ipp/fields.ts'
import { authFields } from '../ntlmssp/gss.ts'
import { onvifFields } from '../onvif/fields.ts'
import { sdcFields } from '../sdc/fields.ts'
import { websocketFields } from '../websocket/fields.ts'
import { winrmFields } from '../winrm/fields.ts'
import { dpwsFields } from '../ws-discovery/metadata.ts'

export const httpFields = {
  ...authFields,
  ...elasticsearchFields,
  ...fhirFields,
  ...ippFields,
  ...onvifFields,
  ...sdcFields,
  ...dpwsFields,
  ...websocketFields,
  ...winrmFields,
  'http.user-agent': { label: 'User-Agent of the client', service: true },
  'http.method': { label: 'Request method' },
  'http.host-name': { label: 'Name in the Host field: how the client calls the server' },
  'http.request': { label: 'Method, host and target of a request', transient: true },
  'http.path': { label: 'Path of a request, for what it tells about the server', transient: true },
  'http.app-package': { label: 'Android package (X-Requested-With)' },
  'http.wap-profile': { label: 'Device profile address (X-Wap-Profile)' },
  'http.platform': { label: 'Operating system (Sec-CH-UA-Platform)' },
  'http.platform-version': { label: 'Operating system version (Sec-CH-UA-Platform-Version)' },
  'http.device-model': { label: 'Device model (Sec-CH-UA-Model)' },
  'http.soap-action': { label: 'SOAPAction of a request' },
  'http.auth-used': { label: 'Authentication scheme a client used here', service: true },
  'http.digest-algorithm': {
    label: 'Algorithm of Digest authentication (RFC 7616); MD5 where none is given',
    service: true,
  },
  'http.form-login': { label: 'A form sent a field of this kind, in clear', service: true },
  'http.login-page': { label: 'A page served in clear asks for this', service: true },
  'http.open-admin-page': {
    label: 'An administrative page was served without credentials or cookie: the word in its path',
    service: true,
  },
  'http.directory-listing': { label: 'A list of the files of a folder was served', service: true },
  'http.remote-agent': { label: 'Remote service agent, by the address it reports to', service: true },
  'http.upgrade': { label: 'Protocol asked for with Upgrade' },
  'http.proxy': { label: 'Used as a proxy: CONNECT or absolute request targets' },
  'http.status': { label: 'Status code' },
  'http.server': { label: 'Server of the response', service: true },
  'http.powered-by': { label: 'X-Powered-By', service: true },
  'http.aspnet-version': { label: 'X-AspNet-Version' },
  'http.aspnet-mvc-version': { label: 'X-AspNetMvc-Version' },
  'http.generator': { label: 'X-Generator, or meta generator of a page' },
  'http.via': { label: 'Via: intermediaries' },
  'http.redirect': { label: 'Scheme of Location: http, https, or relative', service: true },
  'http.auth-offered': { label: 'Authentication scheme of WWW-Authenticate', service: true },
  'http.realm': { label: 'Realm of WWW-Authenticate' },
  'http.cookie-name': { label: 'Name of a cookie, where it is a word' },
  'http.content-type': { label: 'Media type of a body', service: true },
  'http.dicomweb-used': { label: 'DICOMweb service a client asked for (PS3.18)', service: true },
  'http.dicomweb-served': { label: 'DICOMweb service that was answered (PS3.18)', service: true },
  'http.clock-offset': { label: 'Server clock minus packet time, whole minutes (Date)', service: true },
  'http.title': {
    label: 'Title of a page; it may name people, so only what a fingerprint knows of it is kept',
    transient: true,
  },
  'http.upnp-device-type': { label: 'deviceType of a UPnP device description' },
  'http.upnp-friendly-name': { label: 'friendlyName of a UPnP device description' },
  'http.upnp-manufacturer': { label: 'manufacturer of a UPnP device description' },
  'http.upnp-model-name': { label: 'modelName of a UPnP device description' },
  'http.upnp-model-number': { label: 'modelNumber of a UPnP device description' },
  'http.upnp-model-description': { label: 'modelDescription of a UPnP device description' },
  'http.upnp-serial': { label: 'serialNumber of a UPnP device description' },
  'http.upnp-udn': { label: 'UDN of a UPnP device description, without uuid:' },
  'http.upnp-firmware': { label: 'Firmware version of a UPnP device description' },
  'http.upnp-hardware': { label: 'Hardware version of a UPnP device description' },
} as const satisfies FieldTable

export type HttpField = keyof typeof httpFields

/** Fields of a request that say something of the client on their own. */
export const CLIENT_HEADERS: readonly (readonly [string, HttpField])[] = [
  ['x-wap-profile', 'http.wap-profile'],
  ['sec-ch-ua-platform', 'http.platform'],
  ['sec-ch-ua-platform-version', 'http.platform-version'],
  ['sec-ch-ua-model', 'http.device-model'],
  ['soapaction', 'http.soap-action'],
]

/** Fields of a response that say something of the server on their own. */
export const SERVER_HEADERS: readonly (readonly [string, HttpField])[] = [
  ['server', 'http.server'],
  ['x-powered-by', 'http.powered-by'],
  ['x-aspnet-version', 'http.aspnet-version'],
  ['x-aspnetmvc-version', 'http.aspnet-mvc-version'],
  ['x-generator', 'http.generator'],
]
