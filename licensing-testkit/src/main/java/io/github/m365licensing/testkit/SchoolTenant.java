package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.testkit.scenario.FakeProvisioningFlow;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tenant of {@link FakeTenant#school}. */
final class SchoolTenant {

  private SchoolTenant() {}

  static FakeTenant build(FakeTenantBuilder builder) {
    builder.organization("School", "NL");
    skus(builder);
    staff(builder);
    students(builder);
    schools(builder);
    devices(builder, 3, "LAB-PC", "Windows", "windowsBulkUserless");
    devices(builder, 2, "IPAD", "iOS", "appleBulkWithoutUser");
    return builder.build();
  }

  private static void skus(FakeTenantBuilder builder) {
    builder
        .sku("M365EDU_A3_FACULTY", seats(20))
        .sku("M365EDU_A3_STUUSEBNFT", seats(800))
        .sku("STANDARDWOFFPACK_STUDENT", seats(5_000))
        .sku("STANDARDWOFFPACK_FACULTY", seats(5_000))
        .sku("INTUNE_EDU", seats(40))
        .sku("M365_A5_SUITE_COMPONENTS_FACULTY", seats(5))
        .sku("INTUNE_A", seats(5))
        .sku("INTUNE_A_D", seats(30))
        .sku(
            "M365EDU_A5_STUUSEBNFT",
            new PrepaidUnits(0, 100, 0, 0),
            sku -> sku.capabilityStatus(CapabilityStatus.WARNING));
  }

  private static void staff(FakeTenantBuilder builder) {
    builder
        .user("t1@school.example", u -> teacher(u).licensedWith("M365EDU_A3_FACULTY"))
        .user(
            "t2@school.example",
            u ->
                teacher(u)
                    .licensedWith("STANDARDWOFFPACK_FACULTY")
                    .licensedWith(LicenseOptions.of("INTUNE_EDU").disable("INTUNE_A")))
        .user(
            "t3@school.example",
            u ->
                teacher(u)
                    .licensedWith("STANDARDWOFFPACK_FACULTY")
                    .licensedWith("M365_A5_SUITE_COMPONENTS_FACULTY"))
        .user(
            "s1@school.example",
            u ->
                u.educationRole("none")
                    .department("Office")
                    .usageLocation("NL")
                    .licensedWith("STANDARDWOFFPACK_FACULTY"));
  }

  private static UserSpec teacher(UserSpec user) {
    return user.educationRole("teacher").department("Teachers").usageLocation("NL");
  }

  private static void students(FakeTenantBuilder builder) {
    for (int i = 1; i <= 12; i++) {
      int number = i;
      builder.user(student(number), user -> student(user, number));
    }
    builder.group(
        "Year 6",
        g ->
            g.members(student(1), student(2), student(3), student(4))
                .licensedWith("M365EDU_A3_STUUSEBNFT"));
  }

  private static void student(UserSpec user, int number) {
    user.educationRole("student").department("Students");
    if (number != 11) {
      user.usageLocation("NL");
    }
    if (number >= 5 && number <= 10) {
      user.licensedWith("STANDARDWOFFPACK_STUDENT");
    }
    if (number == 9 || number == 10) {
      user.licensedWith("INTUNE_EDU");
    }
  }

  private static String[] people(int firstStudent, int lastStudent, String... staff) {
    return Stream.concat(
            Stream.of(staff).map(name -> name + "@school.example"),
            IntStream.rangeClosed(firstStudent, lastStudent).mapToObj(SchoolTenant::student))
        .toArray(String[]::new);
  }

  private static String student(int number) {
    return "st%02d@school.example".formatted(number);
  }

  /** Who is at which school is ours; the flow is that of the article. */
  private static void schools(FakeTenantBuilder builder) {
    builder
        .school("Noord", people(1, 6, "t1", "t2", "s1"))
        .school("Zuid", people(7, 12, "t3"))
        .provisioningFlow(
            "School Data Sync",
            Map.of(
                FakeProvisioningFlow.STAFF, List.of("M365EDU_A3_FACULTY"),
                FakeProvisioningFlow.STUDENTS, List.of("STANDARDWOFFPACK_STUDENT")));
  }

  private static void devices(
      FakeTenantBuilder builder, int count, String name, String os, String enrollmentType) {
    for (int i = 1; i <= count; i++) {
      String deviceName = name + "-" + i;
      builder.device(
          "",
          device ->
              device
                  .deviceName(deviceName)
                  .operatingSystem(os)
                  .deviceEnrollmentType(enrollmentType));
    }
  }
}
