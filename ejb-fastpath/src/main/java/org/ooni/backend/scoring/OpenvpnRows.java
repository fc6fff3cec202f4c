// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigInteger;
import java.util.Locale;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.MalformedJson;

/**
 * The extra row of the nettest openvpn. Whether there is an anomaly is read where no probe writes
 * it, as in the reference: it is practically always false.
 */
final class OpenvpnRows {

  private final Measurement measurement;
  private final FastpathRow row;
  private final Columns columns = new Columns();

  OpenvpnRows(Measurement measurement, FastpathRow row) {
    this.measurement = measurement;
    this.row = row;
  }

  ObsOpenvpnRow build() {
    return new ObsOpenvpnRow(
        row.measurementUid(),
        measurement.member("success").isTrue(),
        false,
        columns.decimal(key("bootstrap_time")),
        text("failure"),
        row.input(),
        lastTransaction(),
        row.measurementStartTime(),
        text("minivpn_version"),
        text("obfs4_version"),
        text("obfuscation"),
        top("platform"),
        row.probeAsn(),
        row.probeCc(),
        top("probe_network_name"),
        text("provider"),
        text("remote"),
        row.reportId(),
        top("resolver_ip"),
        resolverAsn(),
        top("resolver_network_name"),
        row.softwareName(),
        row.softwareVersion(),
        key("success").isTruthy(),
        key("success_handshake").isTruthy(),
        key("success_icmp").isTruthy(),
        key("success_urlgrab").isTruthy(),
        row.testRuntime(),
        row.testStartTime(),
        text("transport"));
  }

  private Json key(String name) {
    return Columns.within(measurement.testKeys(), name);
  }

  private String text(String name) {
    return columns.text(name, key(name));
  }

  private String top(String name) {
    return columns.text(name, measurement.member(name));
  }

  private long lastTransaction() {
    try {
      BigInteger last = BigInteger.ZERO;
      boolean any = false;
      for (Json event : key("network_events").each()) {
        BigInteger id = transaction(event.member("transaction_id"));
        last = any ? last.max(id) : id;
        any = true;
      }
      return last.bitLength() < Long.SIZE ? last.longValue() : 0;
    } catch (MalformedJson e) {
      // an event without a number spoils them all, as in the reference
      return 0;
    }
  }

  private static BigInteger transaction(Json id) {
    if (id instanceof JsonNumber number) {
      return number.whole();
    }
    if (id.isTrue() || id.isFalse()) {
      return id == JsonLiteral.TRUE ? BigInteger.ONE : BigInteger.ZERO;
    }
    throw MalformedJson.shape("an event without a transaction");
  }

  private long resolverAsn() {
    try {
      String text = measurement.member("resolver_asn").text();
      String digits = text.toUpperCase(Locale.ROOT).startsWith("AS") ? text.substring(2) : text;
      return LenientInteger.parse(digits)
          .filter(asn -> asn.bitLength() < Long.SIZE)
          .map(BigInteger::longValue)
          .orElse(0L);
    } catch (MalformedJson e) {
      return 0;
    }
  }
}
