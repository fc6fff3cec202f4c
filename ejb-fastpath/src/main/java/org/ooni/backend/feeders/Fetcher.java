// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches the parts of one feed once, within the rules; time and bytes are for all together. */
final class Fetcher {

  private static final int REDIRECTS = 5;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  private final AddressGuard guard;
  private final OkHttpClient client;
  private final long deadline;
  private int bytesLeft;

  Fetcher(FetchRules rules) {
    this.guard = new AddressGuard(rules);
    this.deadline = System.nanoTime() + rules.totalTimeout.toNanos();
    this.bytesLeft = rules.maximumBytes;
    this.client =
        new OkHttpClient.Builder()
            .dns(guard)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .connectTimeout(rules.connectTimeout)
            .readTimeout(rules.readTimeout)
            .writeTimeout(rules.readTimeout)
            .build();
  }

  /**
   * What was fetched.
   *
   * @param parts all of them
   * @param validators by location, for the next time
   */
  record Feedful(List<Part> parts, Map<String, String> validators) {}

  /**
   * Fetches all parts, or none when none has changed.
   *
   * @param validators of the time before
   * @throws FeedRefused when one that is needed cannot be had
   */
  Optional<Feedful> fetch(List<Location> locations, Map<String, String> validators)
      throws FeedRefused {
    try {
      List<Fetched> answers = new ArrayList<>();
      for (Location location : locations) {
        answers.add(fetch(location, validators));
      }
      if (answers.stream().allMatch(Fetched::unchanged)) {
        return Optional.empty();
      }
      List<Part> parts = new ArrayList<>();
      Map<String, String> next = new HashMap<>();
      for (int i = 0; i < answers.size(); i++) {
        boolean again = answers.get(i).part().isEmpty() && !answers.get(i).isAbsent();
        Fetched answer = again ? fetch(locations.get(i), Map.of()) : answers.get(i);
        answer.part().ifPresent(parts::add);
        next.put(answer.uri().toString(), answer.validator());
      }
      return Optional.of(new Feedful(parts, next));
    } catch (AddressGuard.Blocked e) {
      throw new FeedRefused(FeedRefused.Reason.BLOCKED, e);
    } catch (InterruptedIOException e) {
      throw new FeedRefused(FeedRefused.Reason.TIMEOUT, e);
    } catch (IOException e) {
      throw new FeedRefused(FeedRefused.Reason.UNREACHABLE, e);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private Fetched fetch(Location location, Map<String, String> validators)
      throws IOException, FeedRefused {
    boolean optional = location.optional() || location.otherwise().isPresent();
    Fetched first = fetch(location.uri(), optional, validators);
    return first.isAbsent() && location.otherwise().isPresent()
        ? fetch(location.otherwise().get(), location.optional(), validators)
        : first;
  }

  private Fetched fetch(URI uri, boolean optional, Map<String, String> validators)
      throws IOException, FeedRefused {
    String before = validators.getOrDefault(uri.toString(), "");
    guard.check(uri.getScheme());
    Fetched answer =
        uri.getScheme().equals("file") ? fromFile(uri, before) : fromServer(uri, before);
    if (answer.isAbsent() && !optional) {
      throw new FeedRefused(FeedRefused.Reason.STATUS);
    }
    return answer;
  }

  private Fetched fromServer(URI uri, String before) throws IOException, FeedRefused {
    HttpUrl url = HttpUrl.get(uri);
    for (int i = 0; url != null && i <= REDIRECTS; i++) {
      guard.check(url);
      try (Response response = send(url, before)) {
        if (!response.isRedirect()) {
          return answer(uri, response, before);
        }
        // never leads to a file: only addresses of http and https resolve
        url = url.resolve(Optional.ofNullable(response.header("Location")).orElse(""));
      }
    }
    throw new FeedRefused(FeedRefused.Reason.STATUS);
  }

  private Response send(HttpUrl url, String before) throws IOException {
    Request.Builder request = new Request.Builder().url(url).header("User-Agent", "ooni-backend");
    if (before.startsWith("etag ")) {
      request.header("If-None-Match", before.substring("etag ".length()));
    } else if (before.startsWith("date ")) {
      request.header("If-Modified-Since", before.substring("date ".length()));
    }
    Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    return client.newBuilder().callTimeout(left).build().newCall(request.build()).execute();
  }

  private Fetched answer(URI uri, Response response, String before)
      throws IOException, FeedRefused {
    if (response.code() == NOT_MODIFIED && !before.isEmpty()) {
      return Fetched.unchanged(uri, before);
    }
    if (response.code() == NOT_FOUND) {
      return Fetched.absent(uri, before);
    }
    if (response.code() != 200) {
      throw new FeedRefused(FeedRefused.Reason.STATUS);
    }
    byte[] bytes = read(response.body().byteStream());
    String etag = response.header("ETag");
    String date = response.header("Last-Modified");
    String validator =
        etag != null ? "etag " + etag : date != null ? "date " + date : "hash " + hash(bytes);
    return Fetched.of(uri, new Part(name(uri), bytes), validator, before);
  }

  private Fetched fromFile(URI uri, String before) throws IOException, FeedRefused {
    Path file = Path.of(uri);
    if (!Files.isRegularFile(file)) {
      return Fetched.absent(uri, before);
    }
    String validator = "file " + Files.getLastModifiedTime(file) + ' ' + Files.size(file);
    if (validator.equals(before)) {
      return Fetched.unchanged(uri, before);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Fetched.of(uri, new Part(name(uri), read(in)), validator, before);
    }
  }

  private byte[] read(InputStream in) throws IOException, FeedRefused {
    byte[] bytes = in.readNBytes(bytesLeft + 1);
    if (bytes.length > bytesLeft) {
      throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
    }
    bytesLeft -= bytes.length;
    return bytes;
  }

  private static String name(URI uri) {
    String path = uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
