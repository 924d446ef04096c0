/** The headings that inventories use, as data: of maintenance systems, scanners and spreadsheets, in several languages. */

import type { ColumnName } from './columns.ts'

/**
 * Letters and digits only; words as `heading-words.ts` writes them out, so that `Ser. No.` and `Serial #` are both
 * `serialnumber`. Where a sheet has several headings of one column the one named first here goes first, and the others
 * fill in where it says nothing.
 */
export const HEADINGS: Readonly<Record<ColumnName, string>> = {
  id: `id assetid assettag assetnumber assetno equipmentid equipmentnumber equipmentno controlnumber controlno
    controlid tagnumber inventorynumber inventoryno inventoryid deviceid devicenumber ctrlno cen cenumber
    assetcode equipmentcode systemasset assetnum assettagnumber
    inventarnummer geraetenummer geratenummer inventarnumber geratenumber geraetenumber
    inventarnr inventarnummern geraetenr geratenr anlagennummer anlagennumber equipmentnr numeroinventaire ninventaire
    numerodinventaire numberinventaire numberdinventaire codeinventaire
    numeroinventario inventario numerodeinventario numberinventario numberdeinventario patrimonio numerodepatrimonio
    numberpatrimonio inventarisnummer inventarisnumber inventarienummer inventariennumber inventarnumber
    numberinwentarzowy numerinwentarzowy equnr invnr`,
  idOrName: `equipment asset control tag barcode ci ciname configurationitem`,
  mac: `mac macaddress macaddr macs ethernetaddress wiredmac wirelessmac wifimac hardwareaddress physicaladdress
    ethernetmac lanmac wlanmac wiredmacaddress wirelessmacaddress macid maclist macnumber macadresse adressemac
    direccionmac indirizzomac enderecomac macadres macadress adresmac`,
  ip: `ip ipaddress ipaddr ips ipv4 ipv4address ipaddresses lastip ipnumber iplist lastipaddress ipadresse adresseip
    direccionip indirizzoip enderecoip ipadres ipadress adresip`,
  hostname: `hostname host hostnames devicename computername networkname dnsname fqdn fullyqualifieddomainname netbiosname
    netbios systemname pcname dns rechnername netzwerkname nomdhote nombredehost nomehost hostnaam`,
  name: `name displayname`,
  vendor: `manufacturer vendor make mfr mfg manuf mfgr manufacturername vendorname oem brand brandname mfgname
    manufacturerofasset companyname hersteller herstellerderanlage firma
    fabricant fabricante producent marke
    marque marca produttore fabrikant merk constructeur tillverkare fabrikat valmistaja herst`,
  model: `model modelname mdl device devicemodel equipmentmodel modelid modeldescription versionormodel modell modele modelo
    typebezeichnung typbezeichnung geratetyp geraetetyp
    typ modello typenbezeichnung geratetypbezeichnung modelfamily typbz`,
  product: `product productname`,
  modelNumber: `modelnumber modelno modelnum partnumber partno manufacturerpartnumber catalognumber catalogno
    catalogue cataloguenumber sku productnumber ordernumber pluscmodelnum
    bestellnummer bestellnumber artikelnummer artikelnumber artnumber mapar`,
  type: `type devicetype category devicecategory equipmenttype assettype class deviceclass subtype subcategory
    description equipmentdescription devicedescription assetdescription itemdescription shortdescription
    descriptionoftechnicalobject assetcategory assetclass equipmentclass equipmentcategory assetname equipmentname
    genericname nomenclature gmdnterm gmdnname umdnsname modality clinicalmodality objecttype kind geraeteart gerateart
    geratebezeichnung geraetebezeichnung gerategruppe geraetegruppe geratename geraetename bezeichnung
    bezeichnungdestechnischenobjekts objektart designation equipement descripcion equipo descrizione descricao
    equipamento omschrijving benamning nazwa eqktx`,
  version: `version firmware software firmwareversion softwareversion swversion fwversion sw fw softwarerevision
    firmwarerevision softwarerev firmwarerev softwarelevel firmwarelevel revision release softwarerelease appversion
    applicationversion currentversion currentfirmware currentsoftwareversion versionnumber swrev swver fwrev fwver ver rev
    versionen
    softwarestand firmwarestand softwareversionsnummer versionsstand versionlogicielle versionlogiciel logiciel
    versiondesoftware versiondusoftware versiondulogiciel versiondelogiciel versiondefirmware versionedelsoftware
    versione versionesoftware versao versaodosoftware versaodofirmware versie softwareversie programversion
    mjukvaruversion wersja wersjaoprogramowania`,
  os: `os operatingsystem osname opsys opsystem platform betriebssystem operatingsystemname
    systemedexploitation systemeexploitation sistemaoperativo sistemaoperacional besturingssysteem operativsystem
    systemoperacyjny`,
  osVersion: `osversion operatingsystemversion osrelease windowsversion osbuild build osrev osrevision
    betriebssystemversion versionos`,
  serial: `manufserialnumber manufacturerserialnumber manufacturerserial manufacturerserialnummer serialnumberofmanufacturer
    herstellerserialnummer herstellerserialnumber herstellerseriennumber serge serial serialnumber serialno serialnum sn snr serials assetserial seriennummer seriennumber
    seriennr seriennummern serialnummer fabriknummer fabriknumber fabriknr ndeserie numerodeserie numeroserie numberserie numberdeserie numerodiserie
    numberdiserie matricola serienummer serienumber noserie numberseryjny numerseryjny sernr`,
  udi: `udi udifull deviceidentifier udidi udidevice primarydi uniquedeviceidentifier`,
  location: `location room roomnumber area place position ward floor unit nursingunit assignedlocation
    currentlocation locationname functionallocation bed standort standortname raum raumnumber raumnummer station etage
    ort technischerplatz emplacement localisation localizacao localizacion lokalizacja
    ubicacion ubicazione locatie ruimte plats sala stort tplnr`,
  department: `department dept costcenter costcentre costctr owningdepartment ownerdepartment departmentname service
    abteilung division fachabteilung kostenstelle reparto servicio setor afdeling avdelning oddział kostl`,
  site: `site facility hospital campus building facilityname facilitycode sitename siteid buildingname organization
    organisation plant maintenanceplant klinik haus gebaude gebaeude standortwerk werk batiment etablissement sede
    edificio swerk`,
  owner: `owner responsible contact assignedto custodian ownedby managedby besitzer verantwortlich`,
  criticality: `criticality risk riskclass risklevel riskscore clinicalcriticality priority riskgroup kritikalitat
    kritikalitaet criticite criticidad criticita`,
  quantity: `quantity qty count numberofdevices numberofunits anzahl menge stuck stueck
    quantite cantidad quantita quantidade aantal antal ilosc stuckzahl stueckzahl`,
  manufactured: `manufactured manufacturedate manufacturingdate dateofmanufacture mfgdate madeon productiondate
    builddate herstelldatum herstellungsdatum`,
  shipped: `shipped shipdate shippingdate dateshipped delivered deliverydate received receiveddate indate installdate
    installed purchasedate inservicedate lieferdatum auslieferung`,
  region: `region country market land`,
  components: `components component modules module subcomponents komponenten`,
  remediated: `remediated remediatedcves fixedcves patchedcves closedcves cvesfixed remediatedvulnerabilities
    remediatedadvisories`,
  internal: `internal`,
  options: `option options features configuration accessories licences licenses optionen zubehor zubehoer`,
}
