package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.ServicePlanId;

/** The ids of service plans that code often names. The id is the same in every SKU and tenant. */
public final class WellKnownPlans {

  /** INTUNE_A: Microsoft Intune Plan 1. */
  public static final ServicePlanId INTUNE_A =
      ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");

  /** INTUNE_A_VL: Microsoft Intune Plan 1. */
  public static final ServicePlanId INTUNE_A_VL =
      ServicePlanId.parse("3e170737-c728-4eae-bbb9-3f3360f7184c");

  /** INTUNE_A_GOV: Microsoft Intune G. */
  public static final ServicePlanId INTUNE_A_GOV =
      ServicePlanId.parse("d216f254-796f-4dab-bbfa-710686e646b9");

  /** INTUNE_EDU: Microsoft Intune for Education. */
  public static final ServicePlanId INTUNE_EDU =
      ServicePlanId.parse("da24caf9-af8e-485c-b7c8-e73336da2693");

  /** INTUNE_O365: Mobile Device Management for Office 365. */
  public static final ServicePlanId INTUNE_O365 =
      ServicePlanId.parse("882e1d05-acd1-4ccb-8708-6ee03664b117");

  /** INTUNE_P2: Intune Plan 2. */
  public static final ServicePlanId INTUNE_P2 =
      ServicePlanId.parse("d9923fe3-a2de-4d29-a5be-e3e83bb786be");

  /** INTUNE_SMBIZ: Microsoft Intune. */
  public static final ServicePlanId INTUNE_SMBIZ =
      ServicePlanId.parse("8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2");

  /** AAD_PREMIUM: Microsoft Entra ID P1. */
  public static final ServicePlanId AAD_PREMIUM =
      ServicePlanId.parse("41781fb2-bc02-4b7c-bd55-b576c07bb09d");

  /** AAD_PREMIUM_P2: Microsoft Entra ID P2. */
  public static final ServicePlanId AAD_PREMIUM_P2 =
      ServicePlanId.parse("eec0eb4f-6444-4f95-aba0-50c24d67f998");

  /** AAD_EDU: Microsoft Entra ID for Education. */
  public static final ServicePlanId AAD_EDU =
      ServicePlanId.parse("3a3976ce-de18-4a87-a78e-5e9245e252df");

  /** ADALLOM_S_DISCOVERY: Microsoft Defender for Cloud Apps Discovery. */
  public static final ServicePlanId ADALLOM_S_DISCOVERY =
      ServicePlanId.parse("932ad362-64a8-4783-9106-97849a1a30b9");

  /** ADALLOM_S_STANDALONE: Microsoft Defender for Cloud Apps. */
  public static final ServicePlanId ADALLOM_S_STANDALONE =
      ServicePlanId.parse("2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2");

  /** RMS_S_ENTERPRISE: Azure Rights Management. */
  public static final ServicePlanId RMS_S_ENTERPRISE =
      ServicePlanId.parse("bea4c11e-220a-4e6d-8eb8-8ea15d019f90");

  /** RMS_S_PREMIUM: Azure Information Protection Premium P1. */
  public static final ServicePlanId RMS_S_PREMIUM =
      ServicePlanId.parse("6c57d4b6-3b23-47a5-9bc9-69f17b4947b3");

  /** RMS_S_PREMIUM2: Azure Information Protection Premium P2. */
  public static final ServicePlanId RMS_S_PREMIUM2 =
      ServicePlanId.parse("5689bec4-755d-4753-8b61-40975025187c");

  /** MFA_PREMIUM: Microsoft Azure Multi-Factor Authentication. */
  public static final ServicePlanId MFA_PREMIUM =
      ServicePlanId.parse("8a256a2b-b617-496d-b51b-e76466e88db0");

  /** ATA: Microsoft Defender for Identity. */
  public static final ServicePlanId ATA =
      ServicePlanId.parse("14ab5db5-e6c4-4b20-b4bc-13e36fd2227f");

  /** EXCHANGE_S_FOUNDATION: Exchange Foundation. */
  public static final ServicePlanId EXCHANGE_S_FOUNDATION =
      ServicePlanId.parse("113feb6c-3fe4-4440-bddc-54d774bf0318");

  /** EXCHANGE_S_STANDARD: Exchange Online (Plan 1). */
  public static final ServicePlanId EXCHANGE_S_STANDARD =
      ServicePlanId.parse("9aaf7827-d63c-4b61-89c3-182f06f82e5c");

  /** EXCHANGE_S_ENTERPRISE: Exchange Online (Plan 2). */
  public static final ServicePlanId EXCHANGE_S_ENTERPRISE =
      ServicePlanId.parse("efb87545-963c-4e0d-99df-69c6916d9eb0");

  /** EXCHANGE_S_DESKLESS: Exchange Online Kiosk. */
  public static final ServicePlanId EXCHANGE_S_DESKLESS =
      ServicePlanId.parse("4a82b400-a79f-41a4-b4e2-e94f5787b113");

  /** EXCHANGE_S_ARCHIVE: EXCHANGE ONLINE ARCHIVING FOR EXCHANGE SERVER. */
  public static final ServicePlanId EXCHANGE_S_ARCHIVE =
      ServicePlanId.parse("da040e0a-b393-4bea-bb76-928b3fa1cf5a");

  /** SHAREPOINTSTANDARD: SharePoint (Plan 1). */
  public static final ServicePlanId SHAREPOINTSTANDARD =
      ServicePlanId.parse("c7699d2e-19aa-44de-8edf-1736da088ca1");

  /** SHAREPOINTENTERPRISE: SharePoint (Plan 2). */
  public static final ServicePlanId SHAREPOINTENTERPRISE =
      ServicePlanId.parse("5dbe027f-2339-4123-9542-606e4d348a72");

  /** SHAREPOINTDESKLESS: SharePoint Kiosk. */
  public static final ServicePlanId SHAREPOINTDESKLESS =
      ServicePlanId.parse("902b47e5-dcb2-4fdc-858b-c63a90a2bdb9");

  /** SHAREPOINTSTANDARD_EDU: SharePoint (Plan 1) for Education. */
  public static final ServicePlanId SHAREPOINTSTANDARD_EDU =
      ServicePlanId.parse("0a4983bb-d3e5-4a09-95d8-b2d0127b3df5");

  /** SHAREPOINTENTERPRISE_EDU: SharePoint (Plan 2) for Education. */
  public static final ServicePlanId SHAREPOINTENTERPRISE_EDU =
      ServicePlanId.parse("63038b2c-28d0-45f6-bc36-33062963b498");

  /** SHAREPOINTWAC: Office for the Web. */
  public static final ServicePlanId SHAREPOINTWAC =
      ServicePlanId.parse("e95bec33-7c88-4a70-8e19-b10bd9d0c014");

  /** TEAMS1: Microsoft Teams. */
  public static final ServicePlanId TEAMS1 =
      ServicePlanId.parse("57ff2da0-773e-42df-b2af-ffb7a2317929");

  /** MCOSTANDARD: Skype for Business Online (Plan 2). */
  public static final ServicePlanId MCOSTANDARD =
      ServicePlanId.parse("0feaeb32-d00e-4d66-bd5a-43b5b83db82c");

  /** MCOIMP: Skype for Business Online (Plan 1). */
  public static final ServicePlanId MCOIMP =
      ServicePlanId.parse("afc06cb0-b4f4-4473-8286-d644f70d8faf");

  /** MCOMEETADV: Microsoft 365 Audio Conferencing. */
  public static final ServicePlanId MCOMEETADV =
      ServicePlanId.parse("3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40");

  /** MCOEV: Microsoft 365 Phone System. */
  public static final ServicePlanId MCOEV =
      ServicePlanId.parse("4828c8ec-dc2e-4779-b502-87ac9ce28ab7");

  /** MCOPSTN1: Microsoft 365 Domestic Calling Plan. */
  public static final ServicePlanId MCOPSTN1 =
      ServicePlanId.parse("4ed3ff63-69d7-4fb7-b984-5aec7f605ca8");

  /** MCOPSTN2: DOMESTIC AND INTERNATIONAL CALLING PLAN. */
  public static final ServicePlanId MCOPSTN2 =
      ServicePlanId.parse("5a10155d-f5c1-411a-a8ec-e99aae125390");

  /** YAMMER_ENTERPRISE: Yammer Enterprise. */
  public static final ServicePlanId YAMMER_ENTERPRISE =
      ServicePlanId.parse("7547a3fe-08ee-4ccb-b430-5077c5041653");

  /** SWAY: Sway. */
  public static final ServicePlanId SWAY =
      ServicePlanId.parse("a23b959c-7ce8-4e57-9140-b90eb88a9e97");

  /** OFFICESUBSCRIPTION: Microsoft 365 Apps for enterprise. */
  public static final ServicePlanId OFFICESUBSCRIPTION =
      ServicePlanId.parse("43de0ff5-c92c-492b-9116-175376d08c38");

  /** WORKPLACE_ANALYTICS: Microsoft Workplace Analytics. */
  public static final ServicePlanId WORKPLACE_ANALYTICS =
      ServicePlanId.parse("f477b0f0-3bb1-4890-940c-40fcee6ce05f");

  /** SHAREPOINT_PROJECT: Project Online Service. */
  public static final ServicePlanId SHAREPOINT_PROJECT =
      ServicePlanId.parse("fe71d6c3-a2ea-4499-9778-da042bf08063");

  /** THREAT_INTELLIGENCE: Microsoft Defender for Office 365 (Plan 2). */
  public static final ServicePlanId THREAT_INTELLIGENCE =
      ServicePlanId.parse("8e0c0a52-6a6c-4d40-8370-dd62790dcd70");

  /** WINDEFATP: Microsoft Defender for Endpoint. */
  public static final ServicePlanId WINDEFATP =
      ServicePlanId.parse("871d91ec-ec1a-452b-a83f-bd76c7d770ef");

  /** ATP_ENTERPRISE: Microsoft Defender for Office 365 (Plan 1). */
  public static final ServicePlanId ATP_ENTERPRISE =
      ServicePlanId.parse("f20fedf3-f3c3-43c3-8267-2bfdd51c0939");

  /** WINDOWS_STORE: Windows Store Service. */
  public static final ServicePlanId WINDOWS_STORE =
      ServicePlanId.parse("a420f25f-a7b3-4ff5-a9d0-5d58f73b537d");

  /** SCHOOL_DATA_SYNC_P1: School Data Sync (Plan 1). */
  public static final ServicePlanId SCHOOL_DATA_SYNC_P1 =
      ServicePlanId.parse("c33802dd-1b50-4b9a-8bb9-f13d2cdeadac");

  /** SCHOOL_DATA_SYNC_P2: School Data Sync (Plan 2). */
  public static final ServicePlanId SCHOOL_DATA_SYNC_P2 =
      ServicePlanId.parse("500b6a2a-7a50-4f40-b5f9-160e5b8c2f48");

  private WellKnownPlans() {}
}
