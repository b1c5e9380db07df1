package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.SkuId;

/**
 * The ids of products that code often names. The id is the same in every tenant; whether a tenant
 * owns the product is another matter.
 */
public final class WellKnownSkus {

  /** EMS: Enterprise Mobility + Security E3. */
  public static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  /** EMSPREMIUM: Enterprise Mobility + Security E5. */
  public static final SkuId EMSPREMIUM = SkuId.parse("b05e124f-c7cc-45a0-a6aa-8cf78c946968");

  /** EMS_EDU_FACULTY: Enterprise Mobility + Security A3 for Faculty. */
  public static final SkuId EMS_EDU_FACULTY = SkuId.parse("aedfac18-56b8-45e3-969b-53edb4ba4952");

  /** INTUNE_A: Intune. */
  public static final SkuId INTUNE_A = SkuId.parse("061f9ace-7d42-4136-88ac-31dc755f143f");

  /** INTUNE_A_D: Microsoft Intune Device. */
  public static final SkuId INTUNE_A_D = SkuId.parse("2b317a4a-77a6-4188-9437-b68a77b4e2c6");

  /** INTUNE_A_D_GOV: Microsoft Intune Device for Government. */
  public static final SkuId INTUNE_A_D_GOV = SkuId.parse("2c21e77a-e0d6-4570-b38a-7ff2dc17d2ca");

  /** INTUNE_A_GOV: Microsoft Intune Government. */
  public static final SkuId INTUNE_A_GOV = SkuId.parse("2b26f637-35a0-4dbc-b69e-ff674782be9d");

  /** INTUNE_A_VL: Microsoft Intune Plan 1 A VL. */
  public static final SkuId INTUNE_A_VL = SkuId.parse("99fc2803-fa72-42d3-ae78-b055e177d275");

  /** INTUNE_EDU: Intune for Education. */
  public static final SkuId INTUNE_EDU = SkuId.parse("d9d89b70-a645-4c24-b041-8d3cb1884ec7");

  /** INTUNE_SMB: Microsoft Intune SMB. */
  public static final SkuId INTUNE_SMB = SkuId.parse("e6025b08-2fa5-4313-bd0a-7e5ffca32958");

  /** Microsoft_Intune_Suite: Microsoft Intune Suite. */
  public static final SkuId MICROSOFT_INTUNE_SUITE =
      SkuId.parse("a929cd4d-8672-47c9-8664-159c1f322ba8");

  /** STANDARDPACK: Office 365 E1. */
  public static final SkuId STANDARDPACK = SkuId.parse("18181a46-0d4e-45cd-891e-60aabd171b4e");

  /** ENTERPRISEPACK: Office 365 E3. */
  public static final SkuId ENTERPRISEPACK = SkuId.parse("6fd2c87f-b296-42f0-b197-1e91e994b900");

  /** ENTERPRISEPREMIUM: Office 365 E5. */
  public static final SkuId ENTERPRISEPREMIUM = SkuId.parse("c7df2760-2c81-4ef7-b578-5b5392b571df");

  /** DESKLESSPACK: Office 365 F3. */
  public static final SkuId DESKLESSPACK = SkuId.parse("4b585984-651b-448a-9e53-3b10f069cf7f");

  /** SPE_E3: Microsoft 365 E3. */
  public static final SkuId SPE_E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");

  /** SPE_E5: Microsoft 365 E5. */
  public static final SkuId SPE_E5 = SkuId.parse("06ebc4ee-1bb5-47dd-8120-11324bc54e06");

  /** SPE_F1: Microsoft 365 F3. */
  public static final SkuId SPE_F1 = SkuId.parse("66b55226-6b4f-492c-910c-a3b7a3c9d993");

  /** M365_F1: Microsoft 365 F1. */
  public static final SkuId M365_F1 = SkuId.parse("44575883-256e-4a79-9da4-ebe9acabe2b2");

  /** SPB: Microsoft 365 Business Premium. */
  public static final SkuId SPB = SkuId.parse("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46");

  /** O365_BUSINESS_ESSENTIALS: Microsoft 365 Business Basic. */
  public static final SkuId O365_BUSINESS_ESSENTIALS =
      SkuId.parse("3b555118-da6a-4418-894f-7df1e2096870");

  /** O365_BUSINESS_PREMIUM: Microsoft 365 Business Standard. */
  public static final SkuId O365_BUSINESS_PREMIUM =
      SkuId.parse("f245ecc8-75af-4f8e-b61f-27d8114de5f3");

  /** Microsoft_365_E3_(no_Teams): Microsoft 365 E3 (no Teams). */
  public static final SkuId MICROSOFT_365_E3_NO_TEAMS =
      SkuId.parse("dcf0408c-aaec-446c-afd4-43e3683943ea");

  /** Microsoft_365_E5_(no_Teams): Microsoft 365 E5 (no Teams). */
  public static final SkuId MICROSOFT_365_E5_NO_TEAMS =
      SkuId.parse("18a4bd3f-0b5b-4887-b04f-61dd0ee15f5e");

  /** Microsoft_Teams_Enterprise_New: Microsoft Teams Enterprise. */
  public static final SkuId MICROSOFT_TEAMS_ENTERPRISE_NEW =
      SkuId.parse("7e31c0d9-9551-471d-836f-32ee72be4a01");

  /** Microsoft_Teams_EEA_New: Microsoft Teams EEA. */
  public static final SkuId MICROSOFT_TEAMS_EEA_NEW =
      SkuId.parse("7e74bd05-2c47-404e-829a-ba95c66fe8e5");

  /** AAD_PREMIUM: Microsoft Entra ID P1. */
  public static final SkuId AAD_PREMIUM = SkuId.parse("078d2b04-f1bd-4111-bbd4-b4b1b354cef4");

  /** AAD_PREMIUM_P2: Microsoft Entra ID P2. */
  public static final SkuId AAD_PREMIUM_P2 = SkuId.parse("84a661c4-e949-4bd2-a560-ed7766fcaf2b");

  /** EXCHANGESTANDARD: Exchange Online (Plan 1). */
  public static final SkuId EXCHANGESTANDARD = SkuId.parse("4b9405b0-7788-4568-add1-99614e613b69");

  /** EXCHANGEENTERPRISE: Exchange Online (Plan 2). */
  public static final SkuId EXCHANGEENTERPRISE =
      SkuId.parse("19ec0d23-8335-4cbd-94ac-6050e30712fa");

  /** M365EDU_A1: Microsoft 365 A1. */
  public static final SkuId M365EDU_A1 = SkuId.parse("b17653a4-2443-4e8c-a550-18249dda78bb");

  /** M365EDU_A3_FACULTY: Microsoft 365 A3 for Faculty. */
  public static final SkuId M365EDU_A3_FACULTY =
      SkuId.parse("4b590615-0888-425a-a965-b3bf7789848d");

  /** M365EDU_A3_STUDENT: Microsoft 365 A3 for Students. */
  public static final SkuId M365EDU_A3_STUDENT =
      SkuId.parse("7cfd9a2b-e110-4c39-bf20-c6a3f36a3121");

  /** M365EDU_A3_STUUSEBNFT: Microsoft 365 A3 for students use benefit. */
  public static final SkuId M365EDU_A3_STUUSEBNFT =
      SkuId.parse("18250162-5d87-4436-a834-d795c15c80f3");

  /** M365EDU_A5_FACULTY: Microsoft 365 A5 for faculty. */
  public static final SkuId M365EDU_A5_FACULTY =
      SkuId.parse("e97c048c-37a4-45fb-ab50-922fbf07a370");

  /** M365EDU_A5_STUDENT: Microsoft 365 A5 for Students. */
  public static final SkuId M365EDU_A5_STUDENT =
      SkuId.parse("46c119d4-0379-4a9d-85e4-97c66d3f909e");

  /** M365EDU_A5_STUUSEBNFT: Microsoft 365 A5 for students use benefit. */
  public static final SkuId M365EDU_A5_STUUSEBNFT =
      SkuId.parse("31d57bc7-3a05-4867-ab53-97a17835a411");

  /** M365_A5_SUITE_COMPONENTS_FACULTY: Microsoft 365 A5 Suite features for faculty. */
  public static final SkuId M365_A5_SUITE_COMPONENTS_FACULTY =
      SkuId.parse("9b8fe788-6174-4c4e-983b-3330c93ec278");

  /** STANDARDWOFFPACK_FACULTY: Office 365 A1 for faculty. */
  public static final SkuId STANDARDWOFFPACK_FACULTY =
      SkuId.parse("94763226-9b3c-4e75-a931-5c89701abe66");

  /** STANDARDWOFFPACK_STUDENT: Office 365 A1 for students. */
  public static final SkuId STANDARDWOFFPACK_STUDENT =
      SkuId.parse("314c4481-f395-4525-be8b-2ec4bb1e9d91");

  /** WORKPLACE_ANALYTICS: Microsoft Workplace Analytics. */
  public static final SkuId WORKPLACE_ANALYTICS =
      SkuId.parse("3d957427-ecdc-4df2-aacd-01cc9d519da8");

  /** MCOMEETADV: Microsoft 365 Audio Conferencing. */
  public static final SkuId MCOMEETADV = SkuId.parse("0c266dff-15dd-4b49-8397-2bb16070ed52");

  /** MCOEV: Microsoft Teams Phone Standard. */
  public static final SkuId MCOEV = SkuId.parse("e43b5b99-8dfb-405f-9987-dc307f34bcbd");

  /** VISIOCLIENT: Visio Plan 2. */
  public static final SkuId VISIOCLIENT = SkuId.parse("c5928f49-12ba-48f7-ada3-0d743a3601d5");

  /** VISIO_PLAN1_DEPT: Visio Plan 1. */
  public static final SkuId VISIO_PLAN1_DEPT = SkuId.parse("ca7f3140-d88c-455b-9a1c-7f0679e31a76");

  /** PROJECTPROFESSIONAL: Planner and Project Plan 3. */
  public static final SkuId PROJECTPROFESSIONAL =
      SkuId.parse("53818b1b-4a27-454b-8896-0dba576410e6");

  /** POWER_BI_PRO: Power BI Pro. */
  public static final SkuId POWER_BI_PRO = SkuId.parse("f8a1db68-be16-40ed-86d5-cb42ce701560");

  /** POWER_BI_STANDARD: Microsoft Fabric (Free). */
  public static final SkuId POWER_BI_STANDARD = SkuId.parse("a403ebcc-fae0-4ca2-8c8c-7a907fd6c235");

  /** FLOW_FREE: Microsoft Power Automate Free. */
  public static final SkuId FLOW_FREE = SkuId.parse("f30db892-07e9-47e9-837c-80727f46fd3d");

  /** Microsoft365_Lighthouse: Microsoft 365 Lighthouse. */
  public static final SkuId MICROSOFT365_LIGHTHOUSE =
      SkuId.parse("9c0587f3-8665-4252-a8ad-b7a5ade57312");

  /** Microsoft_365_Copilot: Microsoft Copilot for Microsoft 365. */
  public static final SkuId MICROSOFT_365_COPILOT =
      SkuId.parse("639dec6b-bb19-468b-871c-c5c441c4b0cb");

  private WellKnownSkus() {}
}
