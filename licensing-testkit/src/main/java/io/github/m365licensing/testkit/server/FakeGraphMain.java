package io.github.m365licensing.testkit.server;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.graph.FakeGraphServer;
import io.github.m365licensing.testkit.scenario.Lag;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Starts {@link FakeGraphServer} from the command line and prints where it listens. {@code --help}
 * tells the options.
 */
public final class FakeGraphMain {

  static final String HELP =
      """
      A fake Microsoft 365 tenant that answers as Microsoft Graph does, on 127.0.0.1 only.

        --port N              listen on this port; default 0, a free one
        --tenant NAME         contoso (default), school, fabrikam:N for N generated users, up to a
                              million, or the file of a tenant snapshot
        --group-delay TIME    how long group licences take, for example 200ms, 5s or 2m; default 2m
        --require-token       answer 401 without a token of POST /{tenant}/oauth2/v2.0/token
        --quota               throttle beyond Graph's documented quota
        --log                 tell each answer on the error output: verb, route, status, request id
        --help                tell this

      Prints one line, 'Listening on http://127.0.0.1:PORT/v1.0', and answers until it is stopped.
      """;

  private FakeGraphMain() {}

  /**
   * Starts the server. Exit code 2 if an option is wrong, 1 if it cannot listen.
   *
   * @param args the options
   */
  public static void main(String[] args) {
    int code = run(List.of(args), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      FakeGraphOptions options = FakeGraphOptions.parse(args);
      if (options.help()) {
        out.print(HELP);
        return 0;
      }
      FakeGraphServer server = start(options, err);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      out.println("Listening on " + server.baseUrl());
      out.flush();
      return 0;
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      err.println("Nothing was started. --help tells the options.");
      return 2;
    } catch (UncheckedIOException taken) {
      err.println(taken.getMessage());
      return 1;
    }
  }

  static FakeGraphServer start(FakeGraphOptions options, PrintStream err) {
    FakeTenant tenant = options.tenant().get();
    tenant.groupsProcessedAfter(Lag.of(options.groupDelay()));
    tenant.enforceQuota(options.quota());
    FakeGraphServer.Builder server = FakeGraphServer.of(tenant).port(options.port()).inRealTime();
    if (options.requireToken()) {
      server.requireToken();
    }
    if (options.log()) {
      server.log(err::println);
    }
    return server.start();
  }
}
