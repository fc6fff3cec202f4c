// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads codes of categories, in any case. */
public final class CategoryCodes {

  /** More than there are categories. */
  public static final int MOST = 100;

  private static final Pattern CODE = Pattern.compile("[A-Z]{1,20}");

  private CategoryCodes() {}

  /** The different codes; nothing when one is no word of letters or they are too many. */
  public static Optional<Set<String>> of(Collection<String> texts) {
    if (texts.size() > MOST) {
      return Optional.empty();
    }
    Set<String> codes =
        texts.stream()
            .map(text -> text.strip().toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    boolean usable = codes.stream().allMatch(code -> CODE.matcher(code).matches());
    return usable ? Optional.of(codes) : Optional.empty();
  }

  /** The different codes of a list with commas, which may be empty, as any of its items. */
  public static Optional<Set<String>> ofList(String text) {
    return of(Arrays.stream(text.split(",", MOST + 2)).filter(item -> !item.isBlank()).toList());
  }
}
