// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.json.MalformedJson;

/**
 * A version number as PEP 440 orders them: {@code 1.0-alpha} before {@code 1.0} before {@code
 * 1.0.post1}. Epochs count; local parts count last.
 */
final class PackageVersion implements Comparable<PackageVersion> {

  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
              + "(?<pre>[-_.]?(?<prel>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pren>[0-9]+)?)?"
              + "(?<post>-(?<postn1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postn2>[0-9]+)?)?"
              + "(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]+)?)?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");
  private static final int LONGEST = 1000;
  private static final BigInteger BEFORE = BigInteger.valueOf(-1);
  private static final int RANK_DEV_ONLY = -1;
  private static final int RANK_RELEASED = 3;

  private final List<BigInteger> release;
  private final List<BigInteger> order;
  private final String local;

  /**
   * Reads it.
   *
   * @throws MalformedJson when the text is no version number
   */
  PackageVersion(String text) {
    Matcher parts = FORM.matcher(Blanks.strip(text).toLowerCase(Locale.ROOT));
    if (text.length() > LONGEST || !parts.matches()) {
      throw MalformedJson.shape("a version that cannot be read");
    }
    release = new ArrayList<>(List.of(number(parts.group("epoch"))));
    Arrays.stream(parts.group("release").split("\\.")).map(BigInteger::new).forEach(release::add);
    while (release.size() > 2 && release.get(release.size() - 1).signum() == 0) {
      release.remove(release.size() - 1);
    }
    boolean pre = parts.group("pre") != null;
    boolean post = parts.group("post") != null;
    boolean dev = parts.group("dev") != null;
    int released = dev && !post ? RANK_DEV_ONLY : RANK_RELEASED;
    BigInteger postNumber = number(parts.group("postn1")).max(number(parts.group("postn2")));
    order =
        List.of(
            BigInteger.valueOf(pre ? rank(parts.group("prel")) : released),
            number(parts.group("pren")),
            post ? postNumber : BEFORE,
            dev ? BEFORE : BigInteger.ZERO,
            number(parts.group("devn")));
    local = parts.group("local") == null ? "" : parts.group("local");
  }

  boolean isBefore(String other) {
    return compareTo(new PackageVersion(other)) < 0;
  }

  boolean isAtMost(String other) {
    return compareTo(new PackageVersion(other)) <= 0;
  }

  @Override
  public int compareTo(PackageVersion other) {
    int byRelease = compare(release, other.release);
    int byRest = byRelease != 0 ? byRelease : compare(order, other.order);
    return byRest != 0 ? byRest : local.compareTo(other.local);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackageVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return release.hashCode();
  }

  private static int compare(List<BigInteger> one, List<BigInteger> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      BigInteger left = i < one.size() ? one.get(i) : BigInteger.ZERO;
      BigInteger right = i < other.size() ? other.get(i) : BigInteger.ZERO;
      if (!left.equals(right)) {
        return left.compareTo(right);
      }
    }
    return 0;
  }

  private static int rank(String letters) {
    return switch (letters) {
      case "alpha", "a" -> 0;
      case "beta", "b" -> 1;
      default -> 2;
    };
  }

  private static BigInteger number(String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }
}
