/** All personas; one line each. */
import type { Persona } from '../persona.ts'
import type { ChildPersona } from '../unit.ts'
import { abbottArchitect } from './abbott-architect.ts'
import { accessSwitch } from './access-switch.ts'
import { androidPhone } from './android-phone.ts'
import { apcSmartUps } from './apc-smart-ups.ts'
import { appleIphone } from './apple-iphone.ts'
import { asteriskPbx } from './asterisk-pbx.ts'
import { axisNetworkCamera } from './axis-network-camera.ts'
import { baxterGatewayServer } from './baxter-gateway-server.ts'
import { baxterSigmaSpectrum } from './baxter-sigma-spectrum.ts'
import { bbraunInfusomat } from './bbraun-infusomat.ts'
import { bbraunPerfusor } from './bbraun-perfusor.ts'
import { bbraunSpaceServer } from './bbraun-space-server.ts'
import { bbraunSpacecom } from './bbraun-spacecom.ts'
import { bdAlarisPcu } from './bd-alaris-pcu.ts'
import { bdAlarisSystemsManager } from './bd-alaris-systems-manager.ts'
import { beaconmedaesGasPanel } from './beaconmedaes-gas-panel.ts'
import { buildingManagementServer } from './building-management-server.ts'
import { buildingRouter } from './building-router.ts'
import { callManager } from './call-manager.ts'
import { carestreamDrxRadiography } from './carestream-drx-radiography.ts'
import { ciscoIpPhone } from './cisco-ip-phone.ts'
import { coreRouter } from './core-router.ts'
import { deviceDataServer } from './device-data-server.ts'
import { domainController } from './domain-controller.ts'
import { draegerBabyleo } from './draeger-babyleo.ts'
import { draegerEvitaV } from './draeger-evita-v.ts'
import { draegerPerseus } from './draeger-perseus.ts'
import { ehrServer } from './ehr-server.ts'
import { fileServer } from './file-server.ts'
import { firewall } from './firewall.ts'
import { freseniusDialysis } from './fresenius-dialysis.ts'
import { freseniusLinkAgilia } from './fresenius-link-agilia.ts'
import { fujifilmFdrGoMobile } from './fujifilm-fdr-go-mobile.ts'
import { geLogiqUltrasound } from './ge-logiq-ultrasound.ts'
import { geOecCArm } from './ge-oec-c-arm.ts'
import { hikvisionCamera } from './hikvision-camera.ts'
import { hillromBed } from './hillrom-bed.ts'
import { hologicDimensionsMammography } from './hologic-dimensions-mammography.ts'
import { hpLaserjet } from './hp-laserjet.ts'
import { hypervisorEsxi } from './hypervisor-esxi.ts'
import { imagingViewer } from './imaging-viewer.ts'
import { interfaceEngine } from './interface-engine.ts'
import { internetHost } from './internet-host.ts'
import { intuitiveDaVinci } from './intuitive-da-vinci.ts'
import { johnsonControlsNae } from './johnson-controls-nae.ts'
import { koneElevator } from './kone-elevator.ts'
import { lisMiddleware } from './lis-middleware.ts'
import { managementServer } from './management-server.ts'
import { masimoRoot } from './masimo-root.ts'
import { mercuryDoorController } from './mercury-door-controller.ts'
import { mindrayBenevision } from './mindray-benevision.ts'
import { mindrayEgateway } from './mindray-egateway.ts'
import { nameServer } from './name-server.ts'
import { olympusEndoscopy } from './olympus-endoscopy.ts'
import { omnicellCabinet } from './omnicell-cabinet.ts'
import { omnicellServer } from './omnicell-server.ts'
import { pacsArchive } from './pacs-archive.ts'
import { philipsAzurionAngio } from './philips-azurion-angio.ts'
import { philipsIngeniaMr } from './philips-ingenia-mr.ts'
import { philipsIntellivueMx500 } from './philips-intellivue-mx500.ts'
import { philipsPicIx } from './philips-pic-ix.ts'
import { radiometerAbl90 } from './radiometer-abl90.ts'
import { radiusServer } from './radius-server.ts'
import { raulandNurseCallServer } from './rauland-nurse-call-server.ts'
import { raulandPatientStation } from './rauland-patient-station.ts'
import { risWorklist } from './ris-worklist.ts'
import { samsungPatientTv } from './samsung-patient-tv.ts'
import { schneiderPowerMeter } from './schneider-power-meter.ts'
import { siemensRapidpoint } from './siemens-rapidpoint.ts'
import { siemensS7Controller } from './siemens-s7-controller.ts'
import { siemensSomatomCt } from './siemens-somatom-ct.ts'
import { smithsMedfusion } from './smiths-medfusion.ts'
import { smithsPharmguardServer } from './smiths-pharmguard-server.ts'
import { sterisSterilizer } from './steris-sterilizer.ts'
import { synologyNas } from './synology-nas.ts'
import { sysmexXn } from './sysmex-xn.ts'
import { translogicTubeStation } from './translogic-tube-station.ts'
import { tsiRoomPressure } from './tsi-room-pressure.ts'
import { videoRecorder } from './video-recorder.ts'
import { windows7Workstation } from './windows-7-workstation.ts'
import { windowsWorkstation } from './windows-workstation.ts'
import { wirelessAccessPoint } from './wireless-access-point.ts'
import { yealinkSipPhone } from './yealink-sip-phone.ts'
import { zebraLabelPrinter } from './zebra-label-printer.ts'

export const personas: readonly Persona[] = [
  abbottArchitect,
  accessSwitch,
  androidPhone,
  apcSmartUps,
  appleIphone,
  asteriskPbx,
  axisNetworkCamera,
  baxterGatewayServer,
  baxterSigmaSpectrum,
  bbraunSpaceServer,
  bbraunSpacecom,
  bdAlarisPcu,
  bdAlarisSystemsManager,
  beaconmedaesGasPanel,
  buildingManagementServer,
  buildingRouter,
  callManager,
  carestreamDrxRadiography,
  ciscoIpPhone,
  coreRouter,
  deviceDataServer,
  domainController,
  draegerBabyleo,
  draegerEvitaV,
  draegerPerseus,
  ehrServer,
  fileServer,
  firewall,
  freseniusDialysis,
  freseniusLinkAgilia,
  fujifilmFdrGoMobile,
  geLogiqUltrasound,
  geOecCArm,
  hikvisionCamera,
  hillromBed,
  hologicDimensionsMammography,
  hpLaserjet,
  hypervisorEsxi,
  imagingViewer,
  interfaceEngine,
  internetHost,
  intuitiveDaVinci,
  johnsonControlsNae,
  koneElevator,
  lisMiddleware,
  managementServer,
  masimoRoot,
  mercuryDoorController,
  mindrayEgateway,
  nameServer,
  olympusEndoscopy,
  omnicellCabinet,
  omnicellServer,
  pacsArchive,
  philipsAzurionAngio,
  philipsIngeniaMr,
  philipsIntellivueMx500,
  philipsPicIx,
  radiometerAbl90,
  radiusServer,
  raulandNurseCallServer,
  raulandPatientStation,
  risWorklist,
  samsungPatientTv,
  schneiderPowerMeter,
  siemensRapidpoint,
  siemensS7Controller,
  siemensSomatomCt,
  smithsPharmguardServer,
  sterisSterilizer,
  synologyNas,
  sysmexXn,
  translogicTubeStation,
  tsiRoomPressure,
  videoRecorder,
  windows7Workstation,
  windowsWorkstation,
  wirelessAccessPoint,
  yealinkSipPhone,
  zebraLabelPrinter,
]

/** Devices known only through a gateway. */
export const childPersonas: readonly ChildPersona[] = [
  bbraunInfusomat,
  bbraunPerfusor,
  mindrayBenevision,
  smithsMedfusion,
]
