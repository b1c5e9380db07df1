package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule of a dynamic group: {@code user.department -eq "Retail"}, joined by {@code -and}, {@code
 * -or} and parentheses, with {@code -eq}, {@code -ne} and {@code -in}. Anything else is refused by
 * name. Text is compared without case, as the service does. Immutable.
 */
final class MembershipRule {

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\"[^\"]*\"|'[^']*'|\\(|\\)|\\[|\\]|,|-\\w+|[\\w.]+)");

  private final Predicate<StoredUser> condition;

  private MembershipRule(Predicate<StoredUser> condition) {
    this.condition = condition;
  }

  boolean matches(StoredUser user) {
    return condition.test(user);
  }

  static MembershipRule parse(String text) {
    Parser parser = new Parser(text);
    Predicate<StoredUser> condition = parser.either();
    parser.end();
    return new MembershipRule(condition);
  }

  private static final class Parser {
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
      Matcher matcher = TOKEN.matcher(text);
      int end = 0;
      while (end < text.stripTrailing().length()) {
        if (!matcher.find(end) || matcher.start() != end) {
          throw refused("cannot be read from position " + end);
        }
        tokens.add(matcher.group(1));
        end = matcher.end();
      }
    }

    Predicate<StoredUser> either() {
      Predicate<StoredUser> left = both();
      while (accept("-or")) {
        left = left.or(both());
      }
      return left;
    }

    private Predicate<StoredUser> both() {
      Predicate<StoredUser> left = single();
      while (accept("-and")) {
        left = left.and(single());
      }
      return left;
    }

    private Predicate<StoredUser> single() {
      if (accept("(")) {
        Predicate<StoredUser> inner = either();
        expect(")");
        return inner;
      }
      UserAttribute attribute = attribute(next());
      String operator = next().toLowerCase(Locale.ROOT);
      return switch (operator) {
        case "-eq" -> equalTo(attribute, next());
        case "-ne" -> equalTo(attribute, next()).negate();
        case "-in" -> in(attribute);
        default -> throw refused("uses " + operator + "; supported are -eq, -ne, -in, -and, -or");
      };
    }

    private Predicate<StoredUser> in(UserAttribute attribute) {
      expect("[");
      Predicate<StoredUser> any = equalTo(attribute, next());
      while (accept(",")) {
        any = any.or(equalTo(attribute, next()));
      }
      expect("]");
      return any;
    }

    private UserAttribute attribute(String name) {
      Optional<UserAttribute> attribute =
          name.toLowerCase(Locale.ROOT).startsWith("user.")
              ? UserAttribute.named(name.substring(5))
              : Optional.empty();
      return attribute.orElseThrow(() -> refused("names " + name + ", which is not modelled"));
    }

    private Predicate<StoredUser> equalTo(UserAttribute attribute, String literal) {
      boolean quoted = literal.startsWith("\"") || literal.startsWith("'");
      String wanted = quoted ? literal.substring(1, literal.length() - 1) : literal;
      if (!quoted && wanted.equalsIgnoreCase("null")) {
        return user -> user.attributes().value(attribute).isEmpty();
      }
      return user ->
          user.attributes()
              .value(attribute)
              .map(value -> value.toString().equalsIgnoreCase(wanted))
              .orElse(false);
    }

    void end() {
      if (at < tokens.size()) {
        throw refused("has '" + tokens.get(at) + "' too many");
      }
    }

    private boolean accept(String token) {
      boolean found = at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
      if (found) {
        at++;
      }
      return found;
    }

    private void expect(String token) {
      if (!accept(token)) {
        throw refused("lacks a '" + token + "'");
      }
    }

    private String next() {
      if (at >= tokens.size()) {
        throw refused("ends too early");
      }
      return tokens.get(at++);
    }

    private GraphFailure refused(String why) {
      return new GraphFailure(
          NotModelled.MEMBERSHIP_RULE.status(),
          NotModelled.MEMBERSHIP_RULE.code(),
          "The rule '" + text + "' " + why + ". Nothing was done.");
    }
  }
}
