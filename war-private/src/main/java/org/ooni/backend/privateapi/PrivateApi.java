// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.privateapi;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The private API that Explorer reads, below the context root {@code /api/_}. */
@ApplicationPath("/")
public class PrivateApi extends Application {}
