import type { FieldTable } from '../../model/observation.ts'

export const winrmFields = {
  'winrm.product-vendor': { label: 'ProductVendor of an answer to Identify' },
  'winrm.product-version': { label: 'ProductVersion of an answer to Identify' },
  'winrm.protocol-version': { label: 'Version of WS-Management the server speaks (ProtocolVersion)' },
  'winrm.operation': { label: 'What a client asked for: identify, shell, wmi, config or other' },
  'winrm.encryption': { label: 'Messages are encrypted with the keys of the login' },
} as const satisfies FieldTable
