/**
 * Ports that the documentation of medical and building products names and that no standard service uses. That a port is
 * served or called is a fact about a host; what speaks there is not known by it, so it is a hint and never more.
 */
export const PRODUCT_PORTS: ReadonlySet<number> = new Set([
  281,
  283, // Welch Allyn Connex vital signs monitors to their server
  771,
  1027, // Digi RealPort
  950,
  966, // Moxa NPort
  1500, // B. Braun SpaceCom
  1588, // Smiths Medfusion to PharmGuard
  3613, // BD Alaris PCU to Systems Manager (CISA ICSMA-23-194-01)
  4601, // Mindray bedside results
  5225, // GE MultiMouse keyboard switching (CISA ICSMA-20-023-01)
  8042, // Orthanc
  9999,
  10001, // Lantronix setup and serial line
  12345, // Swisslog TransLogic
  19540, // Silex SX Virtual Link
  41794, // Crestron CIP
  44386, // Aperio SAM
])
