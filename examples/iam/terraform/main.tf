# Role that iam-credential-exporter assumes in an account: it may make and read the credential report, read the further facts and run the
# commands that are chosen, and nothing else.

terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "exporter_role_arn" {
  description = "ARN of the identity that the exporter runs with, such as arn:aws:iam::111122223333:role/exporter"
  type        = string
}

variable "external_id" {
  description = "The externalId of the accounts in the exporter's configuration"
  type        = string
}

variable "role_name" {
  description = "Part of each roleArn in the exporter's configuration"
  type        = string
  default     = "iam-credential-exporter"
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

locals {
  actions_by_fact = {
    "account-settings"                = ["iam:GetAccountPasswordPolicy", "iam:GetAccountSummary"]
    "root-management"                 = ["iam:ListOrganizationsFeatures"]
    "user-details.tags"               = ["iam:GetAccountAuthorizationDetails"]
    "user-details.mfa"                = ["iam:ListVirtualMFADevices"]
    "user-details.serviceCredentials" = ["iam:ListServiceSpecificCredentials"]
    "user-details.policies"           = ["iam:GetAccountAuthorizationDetails"]
    "activity"                        = ["cloudtrail:LookupEvents"]
  }

  actions_by_command = {
    "keys"     = ["iam:GetAccessKeyLastUsed", "iam:ListAccessKeys"]
    "whose"    = ["iam:GetAccessKeyLastUsed", "iam:ListAccessKeys", "sts:GetAccessKeyInfo", "cloudtrail:LookupEvents", "iam:ListAttachedUserPolicies", "iam:ListUserPolicies", "iam:ListGroupsForUser", "iam:ListAttachedGroupPolicies", "iam:ListGroupPolicies"]
    "activity" = ["cloudtrail:LookupEvents", "account:ListRegions"]
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.exporter_role_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

data "aws_iam_policy_document" "read_facts" {
  statement {
    sid       = "ReadCredentialReport"
    actions   = ["iam:GenerateCredentialReport", "iam:GetCredentialReport"]
    resources = ["*"] # Neither action knows resources.
  }

  dynamic "statement" {
    for_each = var.facts

    content {
      sid       = "Read${replace(title(replace(statement.value, "/[-.]/", " ")), " ", "")}"
      actions   = local.actions_by_fact[statement.value]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = var.commands

    content {
      sid       = "Command${title(statement.value)}"
      actions   = local.actions_by_command[statement.value]
      resources = ["*"]
    }
  }

  lifecycle {
    precondition {
      condition     = length(setsubtract(var.commands, keys(local.actions_by_command))) == 0
      error_message = "commands: write only ${join(", ", keys(local.actions_by_command))}."
    }

    precondition {
      condition     = length(setsubtract(var.facts, keys(local.actions_by_fact))) == 0
      error_message = "facts: write only ${join(", ", keys(local.actions_by_fact))}."
    }
  }
}

resource "aws_iam_role" "exporter" {
  name                 = var.role_name
  description          = "Assumed by iam-credential-exporter"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "read_facts" {
  name   = "read-facts"
  role   = aws_iam_role.exporter.id
  policy = data.aws_iam_policy_document.read_facts.json
}

output "role_arn" {
  description = "The roleArn of this account in the exporter's configuration"
  value       = aws_iam_role.exporter.arn
}
