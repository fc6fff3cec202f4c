// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Rules that the images and manifests keep. They are read as text here, since no engine runs where
 * this is built; that the server in the image works is shown by the tests of the deployed system.
 */
package org.ooni.backend.images;
