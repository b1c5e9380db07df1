package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a filter into tokens, one ahead, in one pass. Positions count from zero, as Graph's do. */
final class Tokens {

  enum Kind {
    END,
    OPEN,
    CLOSE,
    COMMA,
    SLASH,
    COLON,
    EQUALS,
    WORD,
    LITERAL
  }

  private static final Pattern GUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt].*");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");

  private final String text;
  private int next;

  private Kind kind = Kind.END;
  private int position;
  private String word = "";
  private EdmType literalType = EdmType.NULL;
  private @Nullable Object literal;

  Tokens(String text) {
    this.text = text;
    advance();
  }

  Kind kind() {
    return kind;
  }

  int position() {
    return position;
  }

  /** The text of a word. */
  String word() {
    return word;
  }

  Expression.Literal literal() {
    return new Expression.Literal(literalType, literal);
  }

  boolean isWord(String expected) {
    return kind == Kind.WORD && word.equalsIgnoreCase(expected);
  }

  GraphFailure syntaxError() {
    return error("Syntax error at position " + next);
  }

  GraphFailure error(String detail) {
    return QueryFailures.filter(detail + " in '" + text + "'.");
  }

  void advance() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    position = next;
    if (next == text.length()) {
      kind = Kind.END;
      return;
    }
    char c = text.charAt(next);
    switch (c) {
      case '(' -> single(Kind.OPEN);
      case ')' -> single(Kind.CLOSE);
      case ',' -> single(Kind.COMMA);
      case '/' -> single(Kind.SLASH);
      case ':' -> single(Kind.COLON);
      case '=' -> single(Kind.EQUALS);
      case '\'' -> string();
      default -> {
        if (isWordPart(c) || c == '-' || c == '$' || c == '@') {
          bare();
        } else {
          throw error("The character '%s' is not valid at position %d".formatted(c, next));
        }
      }
    }
  }

  private void single(Kind single) {
    kind = single;
    next++;
  }

  private void string() {
    StringBuilder value = new StringBuilder();
    for (int i = next + 1; i < text.length(); i++) {
      if (text.charAt(i) != '\'') {
        value.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
        value.append('\'');
        i++;
      } else {
        next = i + 1;
        literal(EdmType.STRING, value.toString());
        return;
      }
    }
    throw error("There is an unterminated string literal at position " + text.length());
  }

  private void bare() {
    boolean numeric = Character.isDigit(text.charAt(next)) || text.charAt(next) == '-';
    int end = next + 1;
    while (end < text.length() && isBarePart(text.charAt(end), numeric, end)) {
      end++;
    }
    word = text.substring(next, end);
    next = end;
    if (GUID.matcher(word).matches()) {
      literal(EdmType.GUID, UUID.fromString(word));
    } else if (numeric) {
      number();
    } else if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      literal(EdmType.BOOLEAN, word.equalsIgnoreCase("true"));
    } else if (word.equalsIgnoreCase("null")) {
      literal(EdmType.NULL, null);
    } else {
      kind = Kind.WORD;
    }
  }

  private void number() {
    if (DATE.matcher(word).matches() || DATE_TIME.matcher(word).matches()) {
      literal(EdmType.DATE_TIME_OFFSET, moment());
    } else if (WHOLE.matcher(word).matches()) {
      literal(EdmType.INT32, Long.valueOf(word));
    } else if (NUMBER.matcher(word).matches()) {
      literal(EdmType.DOUBLE, Double.valueOf(word));
    } else {
      throw syntaxError();
    }
  }

  private Instant moment() {
    try {
      return word.length() == 10
          ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(word).toInstant();
    } catch (DateTimeException e) {
      throw QueryFailures.filter(
          "The DateTimeOffset text '%s' should be in format 'yyyy-mm-ddThh:mm:ss('.'s+)?(zzzzzz)?'"
                  .formatted(word)
              + " and each field value is within valid range.");
    }
  }

  private void literal(EdmType type, @Nullable Object value) {
    kind = Kind.LITERAL;
    literalType = type;
    literal = value;
  }

  /**
   * A GUID may begin with a letter, so a hyphen is part of a word; a sign and colon only of a date.
   */
  private boolean isBarePart(char c, boolean numeric, int at) {
    if (isWordPart(c) || c == '-' || c == '.') {
      return true;
    }
    boolean afterExponent = c == '+' && numeric;
    boolean inTime = c == ':' && numeric && Character.isDigit(text.charAt(at - 1));
    return afterExponent || inTime;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
