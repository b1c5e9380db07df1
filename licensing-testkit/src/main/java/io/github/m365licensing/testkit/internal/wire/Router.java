package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a path. Segments are compared without case; a key comes as a segment or in
 * parentheses, quoted or not; functions come with or without parentheses; actions and casts with or
 * without their namespace. Not thread-safe while routes are added.
 */
public final class Router implements Routes {

  /**
   * What was found.
   *
   * @param handler what answers
   * @param keys the values of the placeholders, in order, decoded
   * @param template the route, for example {@code /users/{id}/assignLicense}
   */
  record Match(Handler handler, List<String> keys, String template) {}

  private static final class Node {
    final Map<String, Node> literals = new LinkedHashMap<>();
    final Map<String, Handler> handlers = new TreeMap<>();
    final Map<String, String> refused = new TreeMap<>();
    @Nullable Node key;
    String alternateKey = "";
    @Nullable Handler everything;
    String template = "";
  }

  private static final String NAMESPACE = "microsoft.graph.";
  private static final Pattern NAMED_KEY = Pattern.compile("(\\w+)=(.*)");
  private static final Pattern ACTION = Pattern.compile("[A-Za-z]{3,}(\\.[A-Za-z]+)*(\\(\\))?");

  private final Node root = new Node();
  private final List<String> operations = new ArrayList<>();

  @Override
  public void add(String method, String template, Handler handler) {
    node(template).handlers.put(method, handler);
    operations.add(method + " " + template);
  }

  @Override
  public void refuse(String method, String template, String nearest) {
    node(template).refused.put(method, nearest);
  }

  @Override
  public void alternateKey(String template, String name) {
    node(template).alternateKey = name;
  }

  @Override
  public void addAll(String template, Handler handler) {
    node(template).everything = handler;
  }

  private Node node(String template) {
    Node node = root;
    for (String segment : template.substring(1).split("/", -1)) {
      if (segment.startsWith("{")) {
        if (node.key == null) {
          node.key = new Node();
        }
        node = node.key;
      } else {
        node = node.literals.computeIfAbsent(segment.toLowerCase(Locale.ROOT), s -> new Node());
      }
    }
    node.template = template;
    return node;
  }

  /** All operations, as verb and template, in the order in which they were added. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  /**
   * Finds the answer to a request.
   *
   * @param method the verb
   * @param segments the path after the version, still percent-encoded
   * @throws GraphFailure 405 if the path takes other verbs, and a refusal of the fake's own if it
   *     is not modelled
   */
  Match find(String method, List<String> segments) {
    List<String> keys = new ArrayList<>();
    Node node = walk(segments, keys);
    if (node != null && node.everything != null) {
      return new Match(node.everything, keys, node.template);
    }
    if (node == null || node.handlers.isEmpty()) {
      throw NotModelled.operation(
          method, "/" + String.join("/", segments), nearest(method, segments));
    }
    String verb = method.toUpperCase(Locale.ROOT);
    String nearest = node.refused.get(verb);
    if (nearest != null) {
      throw NotModelled.operation(verb, node.template, nearest);
    }
    Handler handler = node.handlers.get(verb);
    if (handler == null && node.template.endsWith("}") && endsWithName(segments)) {
      throw NotModelled.operation(
          verb, "/" + String.join("/", segments), nearest(method, segments));
    }
    if (handler == null) {
      throw new GraphFailure(
          405,
          "Request_BadRequest",
          "Specified HTTP method is not allowed for the request target.");
    }
    return new Match(handler, keys, node.template);
  }

  /** Whether what stands where a key could is rather the name of an action that is not modelled. */
  private static boolean endsWithName(List<String> segments) {
    return ACTION.matcher(segments.get(segments.size() - 1)).matches();
  }

  /** The template of a path that is modelled, whatever the verb. */
  Optional<String> template(List<String> segments) {
    try {
      return Optional.ofNullable(walk(segments, new ArrayList<>()))
          .filter(node -> node.everything != null || !node.handlers.isEmpty())
          .map(node -> node.template);
    } catch (GraphFailure undecodable) {
      return Optional.empty();
    }
  }

  /** As far as all segments, or as what answers everything below it; null if it leads nowhere. */
  private @Nullable Node walk(List<String> segments, List<String> keys) {
    Node node = root;
    for (String raw : segments) {
      node = step(node, PercentText.decodePath(raw), keys);
      if (node == null || node.everything != null) {
        return node;
      }
    }
    return node;
  }

  private @Nullable Node step(Node node, String segment, List<String> keys) {
    Node literal = literal(node, segment);
    if (literal != null) {
      return literal;
    }
    int open = segment.indexOf('(');
    if (open > 0 && segment.endsWith(")")) {
      Node named = literal(node, segment.substring(0, open));
      if (named != null) {
        String inside = segment.substring(open + 1, segment.length() - 1);
        return inside.isEmpty() ? named : keyedByName(named, inside, keys);
      }
    }
    // $count, $ref and the like are never keys.
    return segment.startsWith("$") ? null : keyed(node, segment, keys);
  }

  /**
   * The name of the key may stand before it; another name is an alternate key, where there is one.
   */
  private static @Nullable Node keyedByName(Node node, String inside, List<String> keys) {
    Matcher named = NAMED_KEY.matcher(inside);
    if (!named.matches() || node.key == null) {
      return keyed(node, PercentText.unquoted(inside), keys);
    }
    if (named.group(1).equalsIgnoreCase("id")) {
      return keyed(node, PercentText.unquoted(named.group(2)), keys);
    }
    return named.group(1).equalsIgnoreCase(node.key.alternateKey)
        ? keyed(node, inside, keys)
        : null;
  }

  private static @Nullable Node keyed(Node node, String key, List<String> keys) {
    if (node.key != null) {
      keys.add(key);
    }
    return node.key;
  }

  private static @Nullable Node literal(Node node, String segment) {
    String name = segment.toLowerCase(Locale.ROOT);
    if (name.startsWith("graph.")) {
      name = "microsoft." + name;
    }
    Node found = node.literals.get(name);
    if (found == null && name.startsWith(NAMESPACE)) {
      found = node.literals.get(name.substring(NAMESPACE.length()));
    }
    return found;
  }

  /** The operation with the most segments in common; among equals the one with the same verb. */
  private String nearest(String method, List<String> sent) {
    List<String> segments = new ArrayList<>();
    for (String segment : sent) {
      int open = segment.indexOf('(');
      segments.add(open < 0 ? segment : segment.substring(0, open));
      if (open >= 0 && !segment.endsWith("()")) {
        segments.add("{key}");
      }
    }
    return operations.stream()
        .max(Comparator.comparingInt(operation -> likeness(operation, method, segments)))
        .orElse("none");
  }

  private static int likeness(String operation, String method, List<String> segments) {
    String[] template = operation.substring(operation.indexOf('/') + 1).split("/", -1);
    int score = operation.startsWith(method + " ") ? 2 : 0;
    for (int i = 0; i < Math.max(template.length, segments.size()); i++) {
      if (i >= template.length || i >= segments.size()) {
        score -= 2;
      } else {
        int length = Math.max(template[i].length(), segments.get(i).length());
        int distance =
            template[i].startsWith("{")
                ? (segments.get(i).startsWith("{") ? 0 : length - 1)
                : distance(template[i], segments.get(i));
        score += length == 0 ? 0 : 10 * (length - distance) / length;
      }
    }
    return score;
  }

  /** The number of letters to insert, delete or replace, without case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.substring(0, Math.min(right.length(), 64)).toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
