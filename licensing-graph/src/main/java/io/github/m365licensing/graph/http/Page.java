package io.github.m365licensing.graph.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. It may be empty and yet not be the last.
 *
 * @param items what it holds
 * @param nextLink where the next page is; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextLink) {}
