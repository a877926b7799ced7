# Role that iam-credential-exporter assumes in an account: it may make and read the credential report, and nothing else.

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

data "aws_iam_policy_document" "read_credential_report" {
  statement {
    sid       = "ReadCredentialReport"
    actions   = ["iam:GenerateCredentialReport", "iam:GetCredentialReport"]
    resources = ["*"] # Neither action knows resources.
  }
}

resource "aws_iam_role" "exporter" {
  name                 = var.role_name
  description          = "Assumed by iam-credential-exporter"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "read_credential_report" {
  name   = "read-credential-report"
  role   = aws_iam_role.exporter.id
  policy = data.aws_iam_policy_document.read_credential_report.json
}

output "role_arn" {
  description = "The roleArn of this account in the exporter's configuration"
  value       = aws_iam_role.exporter.arn
}
