"""What Ondo brings along from others: a list for machines (SBOM), licences, and known vulnerabilities."""
