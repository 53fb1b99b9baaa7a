<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('broadcast_logs', function (Blueprint $table): void {
            // The id is the cursor: it must grow with time.
            $table->id();
            $table->foreignId('workspace_id')->constrained()->cascadeOnDelete();
            $table->ulid('event_id')->unique();
            $table->string('event');
            $table->string('channel');
            $table->json('payload');
            $table->timestamp('created_at', 3)->index();
            $table->index(['workspace_id', 'id']);
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('broadcast_logs');
    }
};
