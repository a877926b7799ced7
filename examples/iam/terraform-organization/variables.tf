variable "exporter_role_arn" {
  description = "ARN of the role that the exporter runs as, such as arn:aws:iam::111122223333:role/exporter"
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z0-9-]+:iam::\\d{12}:role/.+$", var.exporter_role_arn))
    error_message = "Write the ARN of a role, such as arn:aws:iam::111122223333:role/exporter."
  }
}

variable "exporter_policy" {
  description = "What iam-policy prints for the exporter's configuration, such as file(\"exporter-policy.json\")"
  type        = string
}

variable "external_id" {
  description = "organization.externalId of the exporter's configuration"
  type        = string
}

variable "role_name" {
  description = "organization.roleName of the exporter's configuration"
  type        = string
  default     = "iam-credential-exporter"
}

variable "organizational_unit_ids" {
  description = "Units whose accounts get the role, such as [\"ou-ab12-11111111\"]; none: those of the whole organization"
  type        = set(string)
  default     = []
}

variable "facts" {
  description = "Further facts that the exporter's configuration turns on, such as [\"account-settings\", \"user-details.mfa\"]"
  type        = set(string)
  default     = []
}

variable "commands" {
  description = "Commands of the exporter that people run with this role, such as [\"keys\", \"whose\", \"activity\"]"
  type        = set(string)
  default     = []
}

variable "create_delegation_policy" {
  description = "Whether the organization has no delegation policy yet. It can have only one: this module would replace it"
  type        = bool
  default     = false
}
