// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

/**
 * A file of a month, as it stands in the manifest and in the database.
 *
 * @param key its name in the store
 * @param bytes its size
 * @param sha256 of the file, in hexadecimal digits
 * @param rows in it, without the line of names
 */
record ExportedFile(String key, long bytes, String sha256, long rows) {}
