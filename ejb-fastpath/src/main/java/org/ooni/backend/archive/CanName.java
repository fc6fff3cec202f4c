// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * The name of a pair of published objects, in the form of the reference (probe services 6.3):
 * {@code raw/20260304/05/IT/webconnectivity/2026030405_IT_webconnectivity.n1.0}, then {@code
 * .tar.gz} or {@code .jsonl.gz}.
 *
 * @param group what is in it
 * @param collector identity of the collector that opened it
 * @param number which one of the group, counted from 0
 */
public record CanName(HourGroup group, String collector, int number) {

  private static final String POSTCAN = ".tar.gz";
  private static final String JSONL = ".jsonl.gz";
  private static final String POST = ".post";
  private static final Pattern FILE =
      Pattern.compile(
          "([0-9]{10})_([A-Z]{2})_([a-z0-9]{2,30})\\.n([A-Za-z0-9]{1,40})\\.([0-9]{1,9})");

  /** The name in a key of either object; nothing when it has another form. */
  public static Optional<CanName> of(String key) {
    String file = key.substring(key.lastIndexOf('/') + 1);
    String stem =
        file.endsWith(POSTCAN) || file.endsWith(JSONL)
            ? file.replaceFirst("\\.(tar|jsonl)\\.gz$", "")
            : "";
    Matcher parts = FILE.matcher(stem);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(parts.group(5));
    Optional<CanName> name =
        HourGroup.of(parts.group(1), parts.group(2), parts.group(3))
            .map(group -> new CanName(group, parts.group(4), number));
    return name.filter(found -> key.equals(found.postcan()) || key.equals(found.jsonl()));
  }

  /** Key of the bodies as they were received. */
  public String postcan() {
    return stem() + POSTCAN;
  }

  /** Key of the measurements in them, one a line. */
  public String jsonl() {
    return stem() + JSONL;
  }

  /** Name of a body within the object of bodies. */
  static String member(HourGroup group, MeasurementUid uid) {
    return group.folder() + "/" + uid + POST;
  }

  /** The measurement whose body has this name; nothing when it is no name of a body. */
  static Optional<MeasurementUid> measurement(String member) {
    String file = member.substring(member.lastIndexOf('/') + 1);
    String uid = file.endsWith(POST) ? file.substring(0, file.length() - POST.length()) : "";
    return MeasurementUid.isMinted(uid) ? Optional.of(new MeasurementUid(uid)) : Optional.empty();
  }

  private String stem() {
    String hour = group.hour();
    return String.join(
        "/",
        "raw",
        hour.substring(0, 8),
        hour.substring(8),
        group.country().code(),
        group.nettest(),
        group.folder() + ".n" + collector + "." + number);
  }

  @Override
  public String toString() {
    return stem();
  }
}
