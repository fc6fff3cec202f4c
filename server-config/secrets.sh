# shellcheck shell=sh
# SPDX-FileCopyrightText: The OONI backend contributors
# SPDX-License-Identifier: BSD-3-Clause
#
# To be read by a shell (. secrets.sh) before it starts the server: where NAME_FILE names a file, its content becomes
# the secret NAME. So secrets can be mounted, and stand in no manifest, command line or configuration.

for secret in DATABASE_PASSWORD DATABASE_OWNER_PASSWORD DATABASE_SUPERUSER_PASSWORD S3_ACCESS_KEY S3_SECRET_KEY \
  PROBE_TOKEN_KEY SESSION_TOKEN_KEY ACCOUNT_ID_HASHING_KEY SMTP_PASSWORD GITHUB_TOKEN BROKER_PASSWORD METRICS_PASSWORD; do
  eval "secret_file=\${${secret}_FILE:-}"
  if [ -z "$secret_file" ]; then
    continue
  fi
  if [ -n "$(eval "echo \"\${$secret:+given}\"")" ]; then
    echo "secrets: both $secret and ${secret}_FILE are set: leave one out" >&2
    exit 78
  fi
  if [ ! -r "$secret_file" ]; then
    echo "secrets: ${secret}_FILE: $secret_file cannot be read by user $(id -u): mount it there, readable" >&2
    exit 78
  fi
  secret_value=$(cat "$secret_file")
  if [ -z "$secret_value" ]; then
    echo "secrets: ${secret}_FILE: $secret_file is empty" >&2
    exit 78
  fi
  export "$secret=$secret_value"
  unset "${secret}_FILE"
done
unset secret secret_file secret_value
