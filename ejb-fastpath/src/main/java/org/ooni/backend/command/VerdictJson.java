// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.Outcome;

/** An outcome as a line of output shows it. */
final class VerdictJson {

  private VerdictJson() {}

  static JsonObject of(String uid, Outcome outcome) {
    JsonObject line = new JsonObject().put("uid", JsonText.of(uid));
    if (outcome instanceof Outcome.Discarded discarded) {
      return line.put("outcome", JsonText.of("discarded"))
          .put("reason", JsonText.of(discarded.reason()));
    }
    return outcome instanceof Outcome.Scored scored ? verdict(line, scored) : line;
  }

  private static JsonObject verdict(JsonObject line, Outcome.Scored scored) {
    FastpathRow row = scored.row();
    line.put("outcome", JsonText.of("scored"))
        .put("anomaly", JsonLiteral.of(row.anomaly()))
        .put("confirmed", JsonLiteral.of(row.confirmed()))
        .put("failure", JsonLiteral.of(row.msmFailure()));
    scored.failureReason().ifPresent(reason -> line.put("failure_reason", JsonText.of(reason)));
    line.put("scores", scores(row)).put("row", columns(row));
    scored.openvpn().ifPresent(openvpn -> line.put("obs_openvpn", columns(openvpn)));
    return line;
  }

  private static Json scores(FastpathRow row) {
    return JsonDecoder.decode(
        row.scores().getBytes(StandardCharsets.UTF_8), JsonLimits.MEASUREMENT);
  }

  private static JsonObject columns(Record row) {
    JsonObject columns = new JsonObject();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      columns.put(column(component.getName()), value(row, component));
    }
    return columns;
  }

  private static String column(String component) {
    return component.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static Json value(Record row, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(row);
      if (value == null) {
        return JsonLiteral.NULL;
      }
      if (value instanceof Boolean truth) {
        return JsonLiteral.of(truth);
      }
      return value instanceof Number number
          ? new JsonNumber(number instanceof BigDecimal ? number.doubleValue() : number)
          : JsonText.of(value.toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record has public components", e);
    }
  }
}
