package io.github.m365licensing.graph.http;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets one thread fetch a token while the others wait for it. The credentials of Azure Identity
 * cache a token but do not share its first request: sixteen threads on a cold one make sixteen.
 */
public final class SingleFlightCredential implements TokenCredential {

  private final TokenCredential credential;
  private final Map<Wanted, CompletableFuture<AccessToken>> underWay = new ConcurrentHashMap<>();

  public SingleFlightCredential(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    Wanted wanted = Wanted.by(request);
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> theirs = underWay.putIfAbsent(wanted, mine);
    return theirs == null ? fetch(wanted, request, mine) : await(theirs);
  }

  private AccessToken fetch(
      Wanted wanted, TokenRequestContext request, CompletableFuture<AccessToken> result) {
    try {
      AccessToken token = credential.getTokenSync(request);
      if (token == null) {
        throw new IllegalStateException("The credential answered no token.");
      }
      result.complete(token);
      return token;
    } catch (RuntimeException e) {
      NoTokenException failure = new NoTokenException(e);
      result.completeExceptionally(failure);
      throw failure;
    } finally {
      underWay.remove(wanted);
      // An Error above would otherwise leave the waiting threads waiting.
      result.completeExceptionally(new NoTokenException(new IllegalStateException("Gave up.")));
    }
  }

  private static AccessToken await(CompletableFuture<AccessToken> token) {
    try {
      return token.join();
    } catch (CompletionException e) {
      throw new NoTokenException(e);
    }
  }

  /** What makes two requests for a token the same. */
  private record Wanted(
      List<String> scopes, @Nullable String claims, @Nullable String tenant, boolean cae) {
    static Wanted by(TokenRequestContext request) {
      return new Wanted(
          List.copyOf(request.getScopes()),
          request.getClaims(),
          request.getTenantId(),
          request.isCaeEnabled());
    }
  }
}
