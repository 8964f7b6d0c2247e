"""What the world sees of a domain that mails leave from: SPF, DKIM, DMARC, names of servers. Asks the DNS and nobody else."""
