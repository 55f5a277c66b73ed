using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Feeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "duplicate_pairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    reasons = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    working = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_pairs", x => x.id);
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_employer_first_id",
                        column: x => x.first_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_employer_second_id",
                        column: x => x.second_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employer_match_keys",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_match_keys", x => new { x.key, x.employer_id });
                    table.ForeignKey(
                        name: "fk_employer_match_keys_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_match_marks",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_match_marks", x => x.employer_id);
                    table.ForeignKey(
                        name: "fk_employer_match_marks_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    gone_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kept_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    gone_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    merged_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    merged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    undo_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    undo_remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_merges", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_merges_employer_gone_id",
                        column: x => x.gone_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_employer_merges_employer_kept_id",
                        column: x => x.kept_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "feed_hints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    seen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_hints", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_hints_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    department = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    certain_at = table.Column<decimal>(type: "numeric(4,3)", precision: 4, scale: 3, nullable: false),
                    likely_at = table.Column<decimal>(type: "numeric(4,3)", precision: 4, scale: 3, nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feed_trusts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_trusts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feed_mappings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    spec = table.Column<string>(type: "text", nullable: false),
                    saved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_mappings", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_mappings_feed_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "feed_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    mapping_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: true),
                    declared = table.Column<int>(type: "integer", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    sent_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    to_confirm = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    expect_new = table.Column<int>(type: "integer", nullable: true),
                    expect_changed = table.Column<int>(type: "integer", nullable: true),
                    expect_unchanged = table.Column<int>(type: "integer", nullable: true),
                    expect_to_confirm = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_batches_feed_mapping_mapping_id",
                        column: x => x.mapping_id,
                        principalTable: "feed_mappings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_feed_batches_feed_source_source_id",
                        column: x => x.source_id,
                        principalTable: "feed_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    rules = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    score = table.Column<int>(type: "integer", nullable: true),
                    working = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    deferred = table.Column<bool>(type: "boolean", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_items_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_feed_items_feed_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "feed_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_first_id_second_id",
                table: "duplicate_pairs",
                columns: new[] { "first_id", "second_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_scope_path",
                table: "duplicate_pairs",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_second_id",
                table: "duplicate_pairs",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_state_score",
                table: "duplicate_pairs",
                columns: new[] { "state", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_match_keys_employer_id",
                table: "employer_match_keys",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_gone_id",
                table: "employer_merges",
                column: "gone_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_kept_id",
                table: "employer_merges",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_merged_at",
                table: "employer_merges",
                column: "merged_at");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_scope_path",
                table: "employer_merges",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_mapping_id",
                table: "feed_batches",
                column: "mapping_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_received_at",
                table: "feed_batches",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_scope_path",
                table: "feed_batches",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_source_id_code",
                table: "feed_batches",
                columns: new[] { "source_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_hints_employer_id_source_key_kind",
                table: "feed_hints",
                columns: new[] { "employer_id", "source_key", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_hints_scope_path",
                table: "feed_hints",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_batch_id_outcome_row_number",
                table: "feed_items",
                columns: new[] { "batch_id", "outcome", "row_number" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_batch_id_record_key",
                table: "feed_items",
                columns: new[] { "batch_id", "record_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_employer_id",
                table: "feed_items",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_outcome_decision_deferred_score",
                table: "feed_items",
                columns: new[] { "outcome", "decision", "deferred", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_scope_path",
                table: "feed_items",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_mappings_source_id_number",
                table: "feed_mappings",
                columns: new[] { "source_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_sources_key",
                table: "feed_sources",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_trusts_source_key_group",
                table: "feed_trusts",
                columns: new[] { "source_key", "group" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "duplicate_pairs");

            migrationBuilder.DropTable(
                name: "employer_match_keys");

            migrationBuilder.DropTable(
                name: "employer_match_marks");

            migrationBuilder.DropTable(
                name: "employer_merges");

            migrationBuilder.DropTable(
                name: "feed_hints");

            migrationBuilder.DropTable(
                name: "feed_items");

            migrationBuilder.DropTable(
                name: "feed_trusts");

            migrationBuilder.DropTable(
                name: "feed_batches");

            migrationBuilder.DropTable(
                name: "feed_mappings");

            migrationBuilder.DropTable(
                name: "feed_sources");
        }
    }
}
