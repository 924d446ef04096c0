import type { FieldTable } from '../../model/observation.ts'

export const websocketFields = {
  'websocket.protocol': { label: 'Subprotocol the server chose (Sec-WebSocket-Protocol)' },
  'websocket.protocols-offered': { label: 'Subprotocols the client offers, in order' },
} as const satisfies FieldTable
