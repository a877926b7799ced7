# The role of iam-credential-exporter in every account of an organization, the management account and new accounts included, and what the
# exporter's own role needs to find and to assume them.

terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.0"
      configuration_aliases = [aws.management, aws.exporter]
    }
  }
}

data "aws_organizations_organization" "this" {
  provider = aws.management
}

locals {
  partition           = split(":", var.exporter_role_arn)[1]
  exporter_account_id = split(":", var.exporter_role_arn)[4]
  exporter_role_name  = reverse(split("/", var.exporter_role_arn))[0]
  runs_in_management  = local.exporter_account_id == data.aws_organizations_organization.this.master_account_id

  # The questions of the exporter's own policy, which also says about what it may ask.
  delegation = [
    for statement in jsondecode(var.exporter_policy).Statement :
    merge(statement, { Principal = { AWS = "arn:${local.partition}:iam::${local.exporter_account_id}:root" }, Resource = "*" })
    if startswith(statement.Sid, "ReadOrganization")
  ]

  # Of the template, which has the actions.
  parameters = merge(
    { ExporterRoleArn = var.exporter_role_arn, ExternalId = var.external_id, RoleName = var.role_name },
    { for fact in setsubtract(var.facts, ["root-management"]) : "Read${replace(title(replace(fact, "/[-.]/", " ")), " ", "")}" => "true" },
    { for command in var.commands : "Command${title(command)}" => "true" },
  )

  # AWS tells no other account how the organization manages root.
  management_parameters = merge(
    local.parameters,
    contains(var.facts, "root-management") ? { ReadRootManagement = "true" } : {},
  )
}

resource "aws_cloudformation_stack_set" "role" {
  provider         = aws.management
  name             = "iam-credential-exporter"
  description      = "Role that iam-credential-exporter assumes"
  permission_model = "SERVICE_MANAGED"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = file("${path.module}/../stackset.yaml")
  parameters       = local.parameters

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  # One account that refuses the role does not keep it from the others.
  operation_preferences {
    max_concurrent_percentage    = 25
    failure_tolerance_percentage = 25
  }

  lifecycle {
    # AWS fills it in.
    ignore_changes = [administration_role_arn]
  }
}

# IAM is global: the region of the provider is enough.
resource "aws_cloudformation_stack_set_instance" "role" {
  provider       = aws.management
  stack_set_name = aws_cloudformation_stack_set.role.name
  retain_stack   = false

  deployment_targets {
    organizational_unit_ids = length(var.organizational_unit_ids) > 0 ? var.organizational_unit_ids : [data.aws_organizations_organization.this.roots[0].id]
  }

  operation_preferences {
    max_concurrent_percentage    = 25
    failure_tolerance_percentage = 25
  }

  timeouts {
    create = "3h"
    update = "3h"
    delete = "3h"
  }
}

# The StackSet leaves the management account out. Where the exporter runs in it, it reads that account without a role.
resource "aws_cloudformation_stack" "management_role" {
  count         = local.runs_in_management ? 0 : 1
  provider      = aws.management
  name          = "iam-credential-exporter"
  capabilities  = ["CAPABILITY_NAMED_IAM"]
  template_body = file("${path.module}/../stackset.yaml")
  parameters    = local.management_parameters
}

# Without it a member account may not ask the organization, whatever its own policies allow. Not made where the exporter asks by a role of the
# management account: its own policy has no such statement then.
resource "aws_organizations_resource_policy" "delegation" {
  count    = var.create_delegation_policy && !local.runs_in_management && length(local.delegation) > 0 ? 1 : 0
  provider = aws.management
  content  = jsonencode({ Version = "2012-10-17", Statement = local.delegation })
}

resource "aws_iam_role_policy" "exporter" {
  provider = aws.exporter
  name     = "iam-credential-exporter"
  role     = local.exporter_role_name
  policy   = var.exporter_policy
}

output "delegation_statements" {
  description = "What to add to the delegation policy of the organization, where it has one already"
  value       = jsonencode(local.delegation)
}
