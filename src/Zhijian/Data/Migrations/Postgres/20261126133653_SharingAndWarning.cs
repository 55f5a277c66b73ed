using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SharingAndWarning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "exchange_changes",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    former_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_changes", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "federated_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    client_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    client_secret = table.Column<string>(type: "text", nullable: false),
                    resources = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    last_good_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_bad_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_federated_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner_nonces",
                columns: table => new
                {
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    nonce = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_nonces", x => new { x.partner_id, x.nonce });
                });

            migrationBuilder.CreateTable(
                name: "partners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    contact = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    secret_changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    public_key = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: true),
                    per_minute = table.Column<int>(type: "integer", nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    webhook_url = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partners", x => x.id);
                    table.ForeignKey(
                        name: "fk_partners_system_client_client_id",
                        column: x => x.client_id,
                        principalTable: "system_clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pivot_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    shared = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pivot_views", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warnings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    authority_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    before = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    handled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warnings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "federated_cursors",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cursor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_federated_cursors", x => new { x.source_id, x.resource });
                    table.ForeignKey(
                        name: "fk_federated_cursors_federated_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "federated_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "federated_records",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_key = table.Column<Guid>(type: "uuid", nullable: false),
                    source_version = table.Column<long>(type: "bigint", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    data = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_federated_records", x => new { x.source_id, x.resource, x.record_key });
                    table.ForeignKey(
                        name: "fk_federated_records_federated_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "federated_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<int>(type: "integer", nullable: false),
                    repeated = table.Column<int>(type: "integer", nullable: false),
                    stale = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_batches_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    source_version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false, collation: "C"),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    data = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_records_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_inbox_records_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partner_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    good = table.Column<bool>(type: "boolean", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    about = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    message = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_calls", x => x.id);
                    table.ForeignKey(
                        name: "fk_partner_calls_partners_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    purpose = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    fields = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    whole = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    applied_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applied_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    told_seq = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscriptions", x => x.id);
                    table.ForeignKey(
                        name: "fk_subscriptions_partners_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "warning_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    warning_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warning_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_warning_notes_warnings_warning_id",
                        column: x => x.warning_id,
                        principalTable: "warnings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_rejections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    record_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    rules = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_rejections", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_rejections_inbox_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "inbox_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    up_to = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhook_deliveries_partners_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_webhook_deliveries_subscriptions_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_changes_resource_record_id_seq",
                table: "exchange_changes",
                columns: new[] { "resource", "record_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_changes_resource_seq",
                table: "exchange_changes",
                columns: new[] { "resource", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_federated_records_scope_path",
                table: "federated_records",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_federated_sources_address_client_id",
                table: "federated_sources",
                columns: new[] { "address", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_federated_sources_scope_path",
                table: "federated_sources",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_batches_partner_id_code",
                table: "inbox_batches",
                columns: new[] { "partner_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_batches_partner_id_received_at",
                table: "inbox_batches",
                columns: new[] { "partner_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_batches_scope_path",
                table: "inbox_batches",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_records_credit_code",
                table: "inbox_records",
                column: "credit_code");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_records_employer_id_resource",
                table: "inbox_records",
                columns: new[] { "employer_id", "resource" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_records_partner_id_resource_record_key",
                table: "inbox_records",
                columns: new[] { "partner_id", "resource", "record_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_records_scope_path",
                table: "inbox_records",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_rejections_batch_id_row_number",
                table: "inbox_rejections",
                columns: new[] { "batch_id", "row_number" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_calls_partner_id_at",
                table: "partner_calls",
                columns: new[] { "partner_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_nonces_at",
                table: "partner_nonces",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_partners_client_id",
                table: "partners",
                column: "client_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partners_scope_path",
                table: "partners",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_pivot_views_division_code_shared",
                table: "pivot_views",
                columns: new[] { "division_code", "shared" });

            migrationBuilder.CreateIndex(
                name: "ix_pivot_views_owner_id_name",
                table: "pivot_views",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pivot_views_scope_path",
                table: "pivot_views",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_partner_id_resource",
                table: "subscriptions",
                columns: new[] { "partner_id", "resource" },
                unique: true,
                filter: "state IN ('Applied','Approved')");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_scope_path",
                table: "subscriptions",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_state_resource",
                table: "subscriptions",
                columns: new[] { "state", "resource" });

            migrationBuilder.CreateIndex(
                name: "ix_warning_notes_warning_id",
                table: "warning_notes",
                column: "warning_id");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_authority_code_rule_code_state",
                table: "warnings",
                columns: new[] { "authority_code", "rule_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_warnings_employer_id",
                table: "warnings",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_rule_code_subject",
                table: "warnings",
                columns: new[] { "rule_code", "subject" },
                unique: true,
                filter: "closed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_scope_path",
                table: "warnings",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_state_found_on_id",
                table: "warnings",
                columns: new[] { "state", "found_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_warnings_told_on",
                table: "warnings",
                column: "told_on",
                filter: "told_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_partner_id_created_at",
                table: "webhook_deliveries",
                columns: new[] { "partner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_state_next_at",
                table: "webhook_deliveries",
                columns: new[] { "state", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_subscription_id",
                table: "webhook_deliveries",
                column: "subscription_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exchange_changes");

            migrationBuilder.DropTable(
                name: "federated_cursors");

            migrationBuilder.DropTable(
                name: "federated_records");

            migrationBuilder.DropTable(
                name: "inbox_records");

            migrationBuilder.DropTable(
                name: "inbox_rejections");

            migrationBuilder.DropTable(
                name: "partner_calls");

            migrationBuilder.DropTable(
                name: "partner_nonces");

            migrationBuilder.DropTable(
                name: "pivot_views");

            migrationBuilder.DropTable(
                name: "warning_notes");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "federated_sources");

            migrationBuilder.DropTable(
                name: "inbox_batches");

            migrationBuilder.DropTable(
                name: "warnings");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "partners");
        }
    }
}
