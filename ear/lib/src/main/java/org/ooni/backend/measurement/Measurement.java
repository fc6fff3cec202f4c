// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of the table {@code fastpath}: the verdict on a measurement and what is known of it. For
 * reading only; rows are written in batches by the fastpath. What a column means is said in the
 * schema.
 */
@Entity
@Table(name = "fastpath")
public class Measurement {

  @Id
  @Column(name = "measurement_uid")
  String measurementUid;

  @Column(name = "report_id", insertable = false, updatable = false)
  String reportId;

  @Column(name = "input", insertable = false, updatable = false)
  String input;

  @Column(name = "probe_cc", insertable = false, updatable = false)
  String probeCc;

  @Column(name = "probe_asn", insertable = false, updatable = false)
  Long probeAsn;

  @Column(name = "test_name", insertable = false, updatable = false)
  String testName;

  @Column(name = "test_start_time", insertable = false, updatable = false)
  Instant testStartTime;

  @Column(name = "measurement_start_time", insertable = false, updatable = false)
  Instant measurementStartTime;

  @Column(name = "filename", insertable = false, updatable = false)
  String filename;

  @Column(name = "scores", insertable = false, updatable = false)
  String scores;

  @Column(name = "platform", insertable = false, updatable = false)
  String platform;

  @Column(name = "anomaly", insertable = false, updatable = false)
  boolean anomaly;

  @Column(name = "confirmed", insertable = false, updatable = false)
  boolean confirmed;

  @Column(name = "msm_failure", insertable = false, updatable = false)
  boolean msmFailure;

  @Column(name = "domain", insertable = false, updatable = false)
  String domain;

  @Column(name = "software_name", insertable = false, updatable = false)
  String softwareName;

  @Column(name = "software_version", insertable = false, updatable = false)
  String softwareVersion;

  @Column(name = "control_failure", insertable = false, updatable = false)
  String controlFailure;

  @Column(name = "blocking_general", insertable = false, updatable = false)
  float blockingGeneral;

  @Column(name = "is_ssl_expected", insertable = false, updatable = false)
  short isSslExpected;

  @Column(name = "page_len", insertable = false, updatable = false)
  int pageLen;

  @Column(name = "page_len_ratio", insertable = false, updatable = false)
  float pageLenRatio;

  @Column(name = "server_cc", insertable = false, updatable = false)
  String serverCc;

  @Column(name = "server_asn", insertable = false, updatable = false)
  int serverAsn;

  @Column(name = "server_as_name", insertable = false, updatable = false)
  String serverAsName;

  @Column(name = "update_time", insertable = false, updatable = false)
  Instant updateTime;

  @Column(name = "test_version", insertable = false, updatable = false)
  String testVersion;

  @Column(name = "architecture", insertable = false, updatable = false)
  String architecture;

  @Column(name = "engine_name", insertable = false, updatable = false)
  String engineName;

  @Column(name = "engine_version", insertable = false, updatable = false)
  String engineVersion;

  @Column(name = "test_runtime", insertable = false, updatable = false)
  Float testRuntime;

  @Column(name = "blocking_type", insertable = false, updatable = false)
  String blockingType;

  @Column(name = "test_helper_address", insertable = false, updatable = false)
  String testHelperAddress;

  @Column(name = "test_helper_type", insertable = false, updatable = false)
  String testHelperType;

  @Column(name = "ooni_run_link_id", insertable = false, updatable = false, precision = 20)
  BigInteger ooniRunLinkId;

  @Column(name = "is_verified", insertable = false, updatable = false)
  String isVerified;

  @Column(name = "scorer_version", insertable = false, updatable = false)
  String scorerVersion;

  @Column(name = "fingerprint_snapshot", insertable = false, updatable = false)
  String fingerprintSnapshot;

  @Column(name = "rule", insertable = false, updatable = false)
  String rule;

  /** For the persistence provider. */
  protected Measurement() {}

  /** Its public key. */
  public MeasurementUid uid() {
    return new MeasurementUid(measurementUid);
  }

  /** The run it belongs to; the empty text when the body names none. */
  public String reportId() {
    return reportId;
  }

  /** What was measured; the empty text when nothing in particular. */
  public String input() {
    return input;
  }

  /** When it started by the probe's clock. */
  public Optional<Instant> measurementStartTime() {
    return Optional.ofNullable(measurementStartTime);
  }

  /** The verdict in full: a JSON object. */
  public String scores() {
    return scores;
  }

  /** Name of the nettest. */
  public String testName() {
    return testName;
  }

  /** Country the probe was in, as its body says. */
  public String probeCc() {
    return probeCc;
  }

  /** Network the probe was in, without the prefix AS; empty when the body names none. */
  public Optional<Long> probeAsn() {
    return Optional.ofNullable(probeAsn);
  }

  /** When the run started by the probe's clock. */
  public Optional<Instant> testStartTime() {
    return Optional.ofNullable(testStartTime);
  }

  /** When the verdict was written. */
  public Instant updateTime() {
    return updateTime;
  }

  /** Whether blocking is likelier than not. */
  public boolean isAnomaly() {
    return anomaly;
  }

  /** Whether a known block page or block answer was seen. */
  public boolean isConfirmed() {
    return confirmed;
  }

  /** Whether the measurement cannot be relied upon. */
  public boolean isFailure() {
    return msmFailure;
  }

  /** What became of the probe's credential. */
  public Verification verification() {
    return Verification.ofColumn(isVerified);
  }

  /** Which code gave the verdict, with which fingerprints, by which rule. */
  public Explanation explanation() {
    return new Explanation(scorerVersion, fingerprintSnapshot, rule);
  }

  /** Whether it is kept back because its network is not known (measurement API 2.3). */
  public boolean isHidden() {
    return probeAsn == null || probeAsn == 0;
  }
}
