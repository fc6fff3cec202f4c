// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.publicapi;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API that probes and researchers use, at the context root {@code /}. */
@ApplicationPath("/")
public class PublicApi extends Application {}
