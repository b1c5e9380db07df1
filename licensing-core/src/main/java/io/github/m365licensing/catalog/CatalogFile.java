package io.github.m365licensing.catalog;

import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The library's own file form of the catalogue: lines of fields between tabs. Plain text rather
 * than JSON, because reading it loads no parser; in ASCII (other characters as a backslash and four
 * hex digits), because that is the quickest to decode.
 *
 * <pre>
 * m365-catalog 1
 * source   the source
 * epoch day   the date, in days since 1970-01-01
 * P   servicePlanId   servicePlanName   friendlyName   U or C
 * S   skuId   skuPartNumber   productName   U or C   the numbers of its P lines, in base 36
 * </pre>
 */
final class CatalogFile {

  static final String RESOURCE = "catalog.tsv";

  private static final String HEAD = "m365-catalog 1";
  private static final int RADIX = 36;

  private CatalogFile() {}

  static SkuCatalog readBundled() {
    try (InputStream in = CatalogFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("it is missing from the jar of licensing-core");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("The bundled catalogue cannot be read: " + e.getMessage(), e);
    }
  }

  static SkuCatalog read(String text) {
    Reader in = new Reader(text);
    in.expect(HEAD);
    in.endLine();
    in.expect("source");
    String source = in.field();
    in.endLine();
    in.expect("epoch day");
    LocalDate date = LocalDate.ofEpochDay(Long.parseLong(in.field()));
    in.endLine();
    List<Product.Plan> plans = new ArrayList<>(1024);
    while (in.startsWith("P")) {
      in.expect("P");
      plans.add(
          new Product.Plan(
              ServicePlanId.of(in.guid()), in.field(), in.field(), appliesTo(in.field())));
      in.endLine();
    }
    List<Product> products = new ArrayList<>(1024);
    while (in.startsWith("S")) {
      in.expect("S");
      SkuId skuId = SkuId.of(in.guid());
      String partNumber = in.field();
      String productName = in.field();
      AppliesTo appliesTo = appliesTo(in.field());
      List<ServicePlanId> inside = new ArrayList<>(32);
      for (String number : in.field().split(" ", -1)) {
        inside.add(plans.get(Integer.parseInt(number, RADIX)).servicePlanId());
      }
      products.add(new Product(skuId, partNumber, productName, inside, appliesTo));
      in.endLine();
    }
    in.expectEnd();
    return new SkuCatalog(source, date, products, plans);
  }

  private static AppliesTo appliesTo(String code) {
    return code.equals("C") ? AppliesTo.COMPANY : AppliesTo.USER;
  }

  /** The catalogue in the form that {@link #read} reads. */
  static String write(SkuCatalog catalog, LocalDate date) {
    StringBuilder out = new StringBuilder(1 << 18);
    out.append(HEAD).append('\n');
    line(out, "source", catalog.source());
    line(out, "epoch day", Long.toString(date.toEpochDay()));
    Map<ServicePlanId, String> numbers = new HashMap<>();
    for (Product.Plan plan : catalog.servicePlans()) {
      numbers.put(plan.servicePlanId(), Integer.toString(numbers.size(), RADIX));
      line(
          out,
          "P",
          plan.servicePlanId().toString(),
          plan.servicePlanName(),
          plan.friendlyName(),
          code(plan.appliesTo()));
    }
    for (Product product : catalog.products()) {
      line(
          out,
          "S",
          product.skuId().toString(),
          product.skuPartNumber(),
          product.productName(),
          code(product.appliesTo()),
          String.join(
              " ",
              product.servicePlanIds().stream()
                  .map(id -> Objects.requireNonNull(numbers.get(id)))
                  .toList()));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      out.append(i == 0 ? "" : "\t");
      fields[i].chars().forEach(c -> append(out, (char) c));
    }
    out.append('\n');
  }

  private static void append(StringBuilder out, char c) {
    if (c < ' ' || c > '~' || c == '\\') {
      out.append('\\').append("%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }

  private static String code(AppliesTo appliesTo) {
    return appliesTo.equals(AppliesTo.COMPANY) ? "C" : "U";
  }

  /** Walks through the text. Without regular expressions, which are slow in a fresh JVM. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean startsWith(String word) {
      return text.startsWith(word, at);
    }

    void expect(String word) {
      if (!startsWith(word)) {
        throw new IllegalArgumentException("expected '" + word + "' at character " + at);
      }
      at += word.length();
    }

    void expectEnd() {
      if (at != text.length()) {
        throw new IllegalArgumentException("unknown line at character " + at);
      }
    }

    void endLine() {
      expect("\n");
    }

    /** The text between the next tab and the tab or line end after it. */
    String field() {
      expect("\t");
      int start = at;
      while (at < text.length() && text.charAt(at) != '\t' && text.charAt(at) != '\n') {
        at++;
      }
      String field = text.substring(start, at);
      return field.indexOf('\\') < 0 ? field : unescape(field);
    }

    private static String unescape(String field) {
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < field.length(); i++) {
        if (field.charAt(i) == '\\') {
          plain.append((char) Integer.parseInt(field.substring(i + 1, i + 5), 16));
          i += 4;
        } else {
          plain.append(field.charAt(i));
        }
      }
      return plain.toString();
    }

    UUID guid() {
      expect("\t");
      long high = 0;
      long low = 0;
      int digits = 0;
      for (; at < text.length() && text.charAt(at) != '\t'; at++) {
        int digit = Character.digit(text.charAt(at), 16);
        if (digit >= 0) {
          high = high << 4 | low >>> 60;
          low = low << 4 | digit;
          digits++;
        }
      }
      if (digits != 32) {
        throw new IllegalArgumentException("expected a GUID before character " + at);
      }
      return new UUID(high, low);
    }
  }
}
